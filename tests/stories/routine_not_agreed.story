# Learning the usual days was not agreed: nobody keeps them, and nothing is told.
@settings days.toml
@set [consent] routine = { agreed = false }
@hours matter
@starts 08:00
08:00  motion bedroom
+2d
04:41  the night finds toilet 2.9 usually 1.1 since 2026-01-02
12:00  end
