# The broker was away and the press waited: it is raised when it comes, and says when it was pressed.
@hours matter
00:30  Help button is heard seen 00:30
00:40  link broker down
00:41  link broker up
00:52  press Help button seen 00:47
00:52  == help raised
00:52  -> sms anna "Help button pressed" "00:47"
00:53  press Help button seen 00:47
00:53  anna replies "1"
00:53  -> sms anna "Thank you. Mary S" "Hard of hearing" "Reply 3 when you are there"
00:53  == help acknowledged
01:05  anna replies "all ok"
01:05  == help closed (helped)
02:00  end
