import { Campaign, CampaignObjection, Nomination } from './campaigns/campaign.entity.js';
import { Certificate, CertificateRequest, CertificateSeries, NationalExport, NationalMark } from './certificates/certificate.entity.js';
import { Evaluation, EvaluationRound, EvaluationVoice } from './evaluations/evaluation.entity.js';
import { Letter, LetterNumber } from './letters/letter.entity.js';
import { StarAward, StarBar, StarCandidate, StarObjection, StarProgress, StarRun, StarScheme, StarTotal } from './stars/star.entity.js';

/** Tables of the honours room. */
export const honoursEntities = [Certificate, CertificateRequest, CertificateSeries, NationalExport, NationalMark, StarScheme, StarRun, StarCandidate, StarObjection, StarAward, StarBar, StarTotal, StarProgress, Evaluation, EvaluationRound, EvaluationVoice, Campaign, Nomination, CampaignObjection, Letter, LetterNumber];
