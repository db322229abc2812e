"""The auditor's judgement: is the hub doing what it promised? Pure; it looks at the hub from outside."""
