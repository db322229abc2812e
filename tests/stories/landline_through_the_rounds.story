# Nobody answers: from the second round on one call in ten minutes, and none a second time.
@set [contacts ben] ways = ["call"]
@set ladder = [{ tell = ["ben"], wait = "3m" }]
10:00:00  press Help button
10:00:00  -> call ben "help button pressed"
10:00:30  ben's call is busy
10:01:00  -> call ben "help button pressed"
10:01:40  ben's call is not taken
10:01:40  -> call ben "Nobody has answered yet"
10:02:20  ben's call is not taken
10:13:40  -> call ben "Nobody has answered yet"
10:14     ben's call is not taken
10:25:40  -> call ben "Nobody has answered yet"
10:26     ben presses 1
10:30     end
