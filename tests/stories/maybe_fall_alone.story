# What a radar suspects is no alarm by itself.
@settings worn.toml
10:00     Fall radar says maybe fall on
10:03     Fall radar says maybe fall off
11:00     end
