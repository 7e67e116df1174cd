"""Where each card of a chart stands, and how large it is. The same for the screen and for every export."""

from planning.core.layout.arranging import COMPACT as COMPACT
from planning.core.layout.arranging import GAP_STACK as GAP_STACK
from planning.core.layout.arranging import INDENT as INDENT
from planning.core.layout.arranging import LAYOUTS as LAYOUTS
from planning.core.layout.arranging import STACKED as STACKED
from planning.core.layout.arranging import TALLEST_STACK as TALLEST_STACK
from planning.core.layout.arranging import TREE as TREE
from planning.core.layout.arranging import WIDEST_ROW as WIDEST_ROW
from planning.core.layout.arranging import WIDTH as WIDTH
from planning.core.layout.card_size import card_height as card_height
from planning.core.layout.card_size import fitting_chips as fitting_chips
from planning.core.layout.card_size import text_width as text_width
from planning.core.layout.frame import ASPECT as ASPECT
from planning.core.layout.frame import TALLEST_COLUMN as TALLEST_COLUMN
from planning.core.layout.frame import USUAL_FRAME as USUAL_FRAME
from planning.core.layout.frame import WIDEST_LINE as WIDEST_LINE
from planning.core.layout.frame import Frame as Frame
from planning.core.layout.nodes import Node as Node
from planning.core.layout.nodes import visible as visible
from planning.core.layout.placing import Card as Card
from planning.core.layout.placing import Layout as Layout
from planning.core.layout.placing import place as place
