"""The running half: time, the disk, and the loop. Decides nothing itself."""
