"""What the office does with appeals: triage, intake, cases, deadlines, escalation, callback. No Telegram here."""
