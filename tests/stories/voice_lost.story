# The hub cannot speak in the home: told once, in decent hours, and again when it can.
@hours matter
@set [announce] speak = true
23:30  "voice" is broken: "the hub cannot speak in the home: espeak-ng is not installed"
+1d
09:00  -> sms anna "The hub cannot speak in the home: espeak-ng is not installed"
10:00  "voice" is mended
10:01  -> sms anna "Works again. It was: the hub cannot speak in the home"
10:30  end
