"""What the law says about a visit: provisions by date, facts, rules and channels. No Django."""
