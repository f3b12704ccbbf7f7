import './ui/styles/index.scss';
import './cards/cards.scss';
