# The night in which the clocks go forward: the visit of eight is one at eight on the wall.
@settings visits.toml
@hours matter
@date 2026-03-28
@starts 20:00
20:00  Bed says bed on
+1d
07:30  Bed says bed off
07:31  motion bedroom
07:45  Carer's tag says in range on
08:20  Carer's tag says in range off
09:30  motion kitchen
12:00  end
