"""What complaints say: cards for residents and staff, made from templates."""
