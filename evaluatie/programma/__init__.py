"""The programme of a region: what gemeenten share of their projects, side by side."""
