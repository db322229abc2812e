# What has changed is not shown to contacts unless that was agreed: only that something has.
@settings days.toml
@set [consent] "routine detail" = { agreed = false }
@hours matter
@starts 08:00
08:00  motion bedroom
+2d
04:41  the night finds toilet 2.9 usually 1.1 since 2026-01-02
09:00  -> sms anna "Mary S. The usual days have changed since 2 Jan: please ask how things are."
12:00  end
