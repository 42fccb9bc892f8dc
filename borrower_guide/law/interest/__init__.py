"""Interest: the one-year LPR by day, and what the law says of caps by lender and day."""
