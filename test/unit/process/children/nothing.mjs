// Loaded before the scripts, where the trainer would be.
