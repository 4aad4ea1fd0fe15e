"""What the founding document says, one module per step of its part 二, in its order. Standard library only."""
