"""What anybody may say in private: help, privacy, cancel, and what nobody asked for."""
