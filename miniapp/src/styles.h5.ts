import './ui/styles/reset.scss';
import './ui/styles/index.scss';
import './ui/styles/h5.scss';
import './cards/cards.scss';
