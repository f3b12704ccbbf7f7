/**
 * A number over a unit's people tells about a person where only one or two stand behind it. So where just that few served (or registered) without
 * having agreed that their unit is told (UNIT_SHARE, PIPL art. 23), what the unit gets counts only those who agreed. Three is our own choice: with
 * three nobody in the unit can tell from a sum who did what.
 */
export const VEIL_LEAST = 3;
/** `notAgreed`: how many people behind a unit's number did not agree. */
export const isVeiled = (notAgreed: number): boolean => notAgreed > 0 && notAgreed < VEIL_LEAST;
