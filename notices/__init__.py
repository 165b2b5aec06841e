"""What the office says: notices, audiences, projects, and the delivery of everything that goes out."""
