import './ui/styles/index.scss';
import './ui/styles/h5.scss';
