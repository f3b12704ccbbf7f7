import './ui/styles/index.scss';
