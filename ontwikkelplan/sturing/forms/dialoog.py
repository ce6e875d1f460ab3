"""Forms of the dialogue between opdrachtgever and opdrachtnemer."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.models import Knelpunt
from wijkaanpak.editing.forms import EditForm, our_formfield


class KnelpuntForm(EditForm):
    """A knelpunt: who named it, at which table it lies, and what came of it."""

    class Meta:
        model = Knelpunt
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["knelpunt", "kant", "gemeld_op", "tafel", "antwoord", "opgelost_op"]
        help_texts: ClassVar[Any] = {
            "knelpunt": _("Schrijf wat er in de weg zit. Noem geen namen van kinderen of ouders."),
            "opgelost_op": _("Laat dit leeg zolang het nog knelt."),
        }
