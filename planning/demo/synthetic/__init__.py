"""Made-up organisations of any size, the same for the same seed. Standard library only."""

from planning.demo.synthetic.organisation import synthetic_org

__all__ = ["synthetic_org"]
