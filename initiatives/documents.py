from initiatives.models import Initiative
from portal.documents.shape import register

register(Initiative, "initiatives", rows=["aims", "phases", "projects", "milestones"])
