import { Campaign, CampaignObjection, Nomination } from './campaigns/campaign.entity.js';
import { Evaluation, EvaluationRound, EvaluationVoice } from './evaluations/evaluation.entity.js';
import { Letter, LetterNumber } from './letters/letter.entity.js';

/** Tables of the honours room. */
export const honoursEntities = [Evaluation, EvaluationRound, EvaluationVoice, Campaign, Nomination, CampaignObjection, Letter, LetterNumber];
