# She sat still for long; in the 20 seconds before anybody is told she presses cancel on her button, and is believed.
@hours matter
@set [detectors.inactivity] limit = "90m"
07:00:00  motion bedroom
08:30:00  == inactivity pending
08:30:10  cancel Help button
08:30:10  == inactivity closed (cancelled by resident)
08:40     motion kitchen
09:00     motion lounge
10:00     end
