import { instant, type LetterView } from '@xianfeng/shared';
import { key, startBoard, type Board } from '../start.js';
import { bytesOf, readPdf } from '../support/pdf.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeDeeds, tally, type Deeds } from './deeds.js';

let board: Board, world: World, deeds: Deeds, secretary: Actor, officer: Actor;
beforeAll(async () => {
  board = await startBoard();
  board.clock.set(instant('2026-12-20', '10:00'));
  world = await makeWorld(board);
  deeds = makeDeeds(board, world);
});
afterAll(() => board.stop());
/** A street and a community of their own: numbers begin with one. */
beforeEach(async () => {
  world.street = await world.area(world.city, 'STREET', `街道${key()}`.slice(0, 20));
  world.community = await world.area(world.street, 'COMMUNITY', '杏花社区');
  [secretary, officer] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('STREET_OFFICER', world.street)];
});
const year = 2026;
const batch = () => ({ areaId: world.community.id, year });
const all = async (by = secretary): Promise<LetterView[]> => (await by.api.letters.list({ ...batch(), areaId: world.street.id === world.community.parentId && by === officer ? world.street.id : world.community.id })).items;
/** Who served enough, with a unit whose liaison he may let be told. */
const worthy = async (share = true) => {
  const at = await deeds.unitAtWork();
  await deeds.served([at.member], { minutes: 300 });
  if (share) await deeds.consent(at.member, 'UNIT_SHARE');
  return at;
};
const submitted = async (): Promise<number[]> => {
  await secretary.api.letters.draft(batch(), key());
  await secretary.api.letters.submit(batch(), key());
  return (await all()).filter((l) => l.status === 'SUBMITTED').map((l) => l.id);
};
const delivered = async (): Promise<number[]> => {
  const letterIds = await submitted();
  await officer.api.letters.approve({ letterIds }, key());
  await officer.api.letters.deliver({ letterIds }, key());
  return letterIds;
};

test('one tap drafts a letter for everybody who served enough, with facts and passed words; a second tap adds nobody', async () => {
  const { member, unit } = await worthy(), shy = (await worthy(false)).member, resident = await world.person({ kind: 'RESIDENT' }), few = await world.person();
  await deeds.served([resident], { minutes: 240, kind: 'CLEAN' });
  await deeds.served([few], { minutes: 239 });
  const { wordId } = await deeds.served([member], { minutes: 60, words: '多亏了他，老人按时看上了病', confirmed: true }), { wordId: rude } = await deeds.served([member], { minutes: 10, words: '不便引用的话' });
  expect(await secretary.api.thanks.pass({ wordIds: [wordId], usable: true }, key())).toEqual({ done: 1, refused: [] });
  await secretary.api.thanks.pass({ wordIds: [rude], usable: false }, key());
  expect(await secretary.api.letters.draft(batch(), key())).toEqual({ done: 3, refused: [] });
  expect(await secretary.api.letters.draft(batch(), key())).toEqual({ done: 0, refused: [] });
  const letters = await all(), of = (who: Actor) => letters.find((l) => l.name === who.name)!;
  expect(of(member)).toMatchObject({ status: 'DRAFT', recipient: 'UNIT', unitName: unit.name, no: null, words: ['多亏了他，老人按时看上了病'], facts: { services: 3, minutes: 370, confirmed: 1 }, actions: ['void'] });
  expect(of(shy)).toMatchObject({ recipient: 'PERSON' });
  expect(of(resident)).toMatchObject({ recipient: 'PERSON', unitName: null, facts: { minutes: 240 } });
});
test('submitted, numbered by the street, delivered to the liaison, signed for in one tap', async () => {
  const { member, liaison, unit } = await worthy(), letterIds = await submitted();
  expect(letterIds).toHaveLength(1);
  await expect(member.api.letters.get(letterIds[0]!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await officer.api.letters.approve({ letterIds }, key())).toEqual({ done: 1, refused: [] });
  expect((await all(officer))[0]).toMatchObject({ status: 'APPROVED', no: `${world.street.name}表扬〔2026〕1号`, actions: ['deliver', 'void', 'file'] });
  expect((await liaison.api.letters.received({})).items).toEqual([]);
  expect(await officer.api.letters.deliver({ letterIds }, key())).toEqual({ done: 1, refused: [] });
  expect((await member.api.letters.received({})).items).toMatchObject([{ status: 'DELIVERED', actions: ['file'] }]);
  const [mail] = (await liaison.api.letters.received({})).items;
  expect(mail).toMatchObject({ name: member.name, unitName: unit.name, actions: ['receive', 'file'] });
  await expect(member.api.letters.receive(mail!.id, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await liaison.api.letters.receive(mail!.id, key())).toMatchObject({ status: 'RECEIVED', receivedBy: liaison.name });
  await expect(liaison.api.letters.receive(mail!.id, key())).rejects.toMatchObject({ code: 'STATE' });
  const { url, name } = await liaison.api.letters.file(mail!.id), pdf = readPdf(await bytesOf((await fetch(`${board.url}${url}`)).body!)), text = pdf.pages.join('').replaceAll('\n', '');
  expect([name, pdf.pages.length]).toEqual([`表扬信-${member.name}-2026.pdf`, 1]);
  for (const part of ['表扬信', `${world.street.name}表扬〔2026〕1号`, unit.name, `贵单位${member.name}同志利用业余时间在杏花社区参加志愿服务 1 次，共 5 小时`]) expect(text).toContain(part);
  expect(await deeds.one('SELECT COUNT(*) AS n FROM audit WHERE action = ? AND refId = ?', ['letter.download', mail!.id])).toMatchObject({ n: 1 });
  await deeds.consent(member, 'UNIT_SHARE', false);
  expect((await liaison.api.letters.received({})).items).toEqual([]);
  await expect(liaison.api.letters.get(mail!.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
test('without his yes the letter is his own and his unit learns nothing, even if he takes it back after the approval', async () => {
  const { member, liaison } = await worthy(), letterIds = await submitted();
  await officer.api.letters.approve({ letterIds }, key());
  await deeds.consent(member, 'UNIT_SHARE', false);
  await officer.api.letters.deliver({ letterIds }, key());
  expect((await liaison.api.letters.received({})).items).toEqual([]);
  expect((await liaison.api.notices.list({})).items).toEqual([]);
  expect(await member.api.letters.receive(letterIds[0]!, key())).toMatchObject({ recipient: 'PERSON', status: 'RECEIVED', receivedBy: member.name });
});
test('a second person, and nobody about himself', async () => {
  const drafter = await world.person({ posts: [{ role: 'STREET_OFFICER', area: world.street }] });
  await deeds.served([officer, secretary], { minutes: 300 });
  const { member } = await worthy();
  expect(await drafter.api.letters.draft(batch(), key())).toMatchObject({ done: 3 });
  await drafter.api.letters.submit(batch(), key());
  const letters = await all(), ids = (who: Actor) => letters.filter((l) => l.name === who.name).map((l) => l.id), letterIds = letters.map((l) => l.id);
  expect((await drafter.api.letters.approve({ letterIds }, key())).refused.map((r) => r.message)).toEqual(['需要另一位工作人员来批准', '需要另一位工作人员来批准', '需要另一位工作人员来批准']);
  expect(await officer.api.letters.approve({ letterIds }, key())).toEqual({ done: 2, refused: [{ id: ids(officer)[0], message: '与自己有关的，请由别人办理' }] });
  await expect(officer.api.letters.void(ids(officer)[0]!, { reason: '不要表扬我' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  expect(await secretary.api.letters.draft(batch(), key())).toEqual({ done: 0, refused: [] });
  expect(ids(member)).toHaveLength(1);
});
test('words that were taken off after the draft are not in the letter', async () => {
  const { member } = await worthy(), [kept, off] = [await deeds.served([member], { words: '手艺好' }), await deeds.served([member], { words: '说出了病名的话' })];
  await secretary.api.thanks.pass({ wordIds: [kept.wordId, off.wordId], usable: true }, key());
  const letterIds = await submitted();
  expect((await all(officer))[0]!.words.sort()).toEqual(['手艺好', '说出了病名的话'].sort());
  await secretary.api.thanks.pass({ wordIds: [off.wordId], usable: false }, key());
  await officer.api.letters.approve({ letterIds }, key());
  expect((await all(officer))[0]).toMatchObject({ status: 'APPROVED', words: ['手艺好'] });
});
test('what was corrected after the draft is counted anew; who lost it or was barred meanwhile gets no number', async () => {
  const [less, lost, barred] = [await worthy(), await worthy(), await worthy()], { recordIds: [extra] } = await deeds.served([less.member], { minutes: 60 });
  const { recordIds: [second] } = await deeds.served([lost.member], { minutes: 10 }), { id: first } = await deeds.one<{ id: number }>('SELECT MIN(id) AS id FROM service_record WHERE userId = ?', [lost.member.id]);
  const letterIds = await submitted(), of = async (who: Actor) => (await all(officer)).find((l) => l.name === who.name)!;
  expect((await of(less.member)).facts).toMatchObject({ services: 2, minutes: 360 });
  board.clock.set(instant('2026-12-21', '10:00'));
  for (const id of [extra!, first, second!]) await deeds.takenBack(id, board.clock.now());
  await officer.api.starBars.create({ subject: 'PERSON', subjectId: barred.member.id, years: 1, reason: '替别人签到' }, key());
  const { done, refused } = await officer.api.letters.approve({ letterIds }, key());
  expect([done, refused.map((r) => r.message)]).toEqual([1, ['记录已更正或暂停参评，请退回社区', '记录已更正或暂停参评，请退回社区']]);
  expect(await of(less.member)).toMatchObject({ status: 'APPROVED', facts: { services: 1, minutes: 300 } });
});
afterEach(() => board.clock.set(instant('2026-12-20', '10:00')));
test('the secretary’s own is left to a colleague', async () => {
  await deeds.served([secretary], { minutes: 300 });
  expect(await secretary.api.letters.draft(batch(), key())).toMatchObject({ done: 0, refused: [{ message: '与自己有关的，请由别人办理' }] });
});
test('returned with a reason, submitted again; void ends it and another may follow', async () => {
  const { member, liaison } = await worthy(), [id] = await submitted();
  expect(await officer.api.letters.sendBack(id!, { reason: '单位名称不对' }, key())).toMatchObject({ status: 'DRAFT', reason: '单位名称不对' });
  await secretary.api.letters.submit(batch(), key());
  await officer.api.letters.approve({ letterIds: [id!] }, key());
  await officer.api.letters.deliver({ letterIds: [id!] }, key());
  await expect(secretary.api.letters.void(id!, { reason: '写错了人' }, key())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await officer.api.letters.void(id!, { reason: '写错了人' }, key())).toMatchObject({ status: 'VOID', actions: [] });
  expect((await liaison.api.notices.list({})).items[0]).toMatchObject({ title: '一封表扬信已作废' });
  expect((await liaison.api.letters.received({})).items).toEqual([]);
  await expect(member.api.letters.file(id!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const again = await delivered();
  expect((await officer.api.letters.get(again[0]!)).no).toBe(`${world.street.name}表扬〔2026〕2号`);
});
test('letters of another street are not there', async () => {
  await worthy();
  const letterIds = await submitted(), elsewhere = await world.staff('STREET_OFFICER', world.otherStreet);
  expect(await elsewhere.api.letters.approve({ letterIds }, key())).toEqual({ done: 0, refused: [{ id: letterIds[0], message: '没有找到，可能已撤下或不在您的范围' }] });
  await expect(elsewhere.api.letters.get(letterIds[0]!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(secretary.api.letters.approve({ letterIds }, key())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(secretary.api.letters.draft({ areaId: world.community.id, year: 2027 }, key())).rejects.toMatchObject({ fields: { year: '这一年还没有到' } });
  await expect(officer.api.letters.draft({ areaId: world.street.id, year }, key())).rejects.toMatchObject({ fields: { areaId: '请选择一个社区或村' } });
});
describe('words of thanks', () => {
  test('said with “did it help?” and a yes to being quoted; passed by staff; then on the helper’s page', async () => {
    const helper = await world.person(), { wordId } = await deeds.served([helper, secretary], { words: '师傅手艺好' }), other = await world.staff('COMMUNITY_SECRETARY', world.community);
    expect((await secretary.api.thanks.list({ areaId: world.community.id, status: 'WAITING' })).items).toMatchObject([{ id: wordId, text: '师傅手艺好', helpers: expect.arrayContaining([helper.name]), status: 'WAITING' }]);
    expect((await helper.api.thanks.mine({})).items).toEqual([]);
    expect(await secretary.api.thanks.pass({ wordIds: [wordId], usable: true }, key())).toMatchObject({ done: 0, refused: [{ message: '与自己有关的，请由别人办理' }] });
    expect(await other.api.thanks.pass({ wordIds: [wordId, 5], usable: true }, key())).toMatchObject({ done: 1, refused: [{ id: 5 }] });
    expect((await helper.api.thanks.mine({})).items).toMatchObject([{ id: wordId, text: '师傅手艺好', taskTitle: '陪同就医' }]);
    expect((await helper.api.notices.list({})).items[0]).toMatchObject({ title: '居民有话对您说' });
    await other.api.thanks.pass({ wordIds: [wordId], usable: false }, key());
    expect((await helper.api.thanks.mine({})).items).toEqual([]);
    expect(await (await world.staff('COMMUNITY_SECRETARY', world.otherCommunity)).api.thanks.pass({ wordIds: [wordId], usable: true }, key())).toMatchObject({ done: 0 });
  });
  test('without his yes, or where it did not help, nothing is kept', async () => {
    const asker = await world.person({ kind: 'RESIDENT' }), words = () => deeds.one<{ n: number }>('SELECT COUNT(*) AS n FROM thanks_word WHERE speakerId = ?', [asker.id]);
    const done = async (o: { text?: string; mayQuote?: boolean; helped?: boolean }) => {
      const need = await asker.api.needs.create({ areaId: world.community.id, kind: 'CARE', title: '陪看病' }, key());
      await board.tx.run((m) => m.query("UPDATE need SET status = 'DONE', taskId = 7 WHERE id = ?", [need.id]));
      await asker.api.needs.feedback(need.id, { helped: true, ...o });
    };
    await done({ text: '谢谢' });
    await done({ text: '没用', mayQuote: true, helped: false });
    await done({ mayQuote: true });
    expect(Number((await words()).n)).toBe(0);
    await done({ text: '谢谢', mayQuote: true });
    expect(Number((await words()).n)).toBe(1);
  });
  /** A service that an asker of ours was helped by, confirmed with his words, passed by the desk. */
  const thanked = async (text: string, pass = true) => {
    const helper = await world.person(), asker = await world.person({ kind: 'RESIDENT' }), { taskId } = await deeds.served([helper], { minutes: 300 }), need = await asker.api.needs.create({ areaId: world.community.id, kind: 'CARE', title: '陪看病' }, key());
    await board.tx.run((m) => m.query("UPDATE need SET status = 'DONE', taskId = ? WHERE id = ?", [taskId, need.id]));
    const after = await asker.api.needs.feedback(need.id, { helped: true, text, mayQuote: true }), wordId = Number((await deeds.one<{ id: number }>('SELECT id FROM thanks_word WHERE needId = ?', [need.id])).id);
    if (pass) await secretary.api.thanks.pass({ wordIds: [wordId], usable: true }, key());
    return { helper, asker, need: after, wordId };
  };
  const desk = async (status?: 'WAITING' | 'USABLE' | 'HIDDEN') => (await secretary.api.thanks.list({ areaId: world.community.id, ...(status ? { status } : {}) })).items;
  test('its speaker takes his yes back: desk, helper and letters without a number lose it; a numbered letter keeps what it says', async () => {
    const numbered = await thanked('师傅真好'), drafted = await thanked('跑了两趟医院');
    expect([numbered.need.actions, (await secretary.api.needs.get(numbered.need.id)).actions]).toEqual([['unquote'], []]);
    await secretary.api.letters.draft(batch(), key());
    await secretary.api.letters.submit(batch(), key());
    const ofWho = async (who: Actor) => (await all()).find((l) => l.name === who.name)!;
    await officer.api.letters.approve({ letterIds: [(await ofWho(numbered.helper)).id] }, key());
    expect((await ofWho(drafted.helper)).words).toEqual(['跑了两趟医院']);
    for (const { asker, need, helper } of [numbered, drafted]) {
      expect((await asker.api.needs.unquote(need.id)).actions).toEqual([]);
      expect((await helper.api.thanks.mine({})).items).toEqual([]);
      await expect(asker.api.needs.unquote(need.id)).rejects.toMatchObject({ code: 'STATE' });
    }
    expect([await desk(), await desk('USABLE')]).toEqual([[], []]);
    expect([(await ofWho(numbered.helper)).words, (await ofWho(drafted.helper)).words]).toEqual([['师傅真好'], []]);
    expect((await officer.api.letters.get((await ofWho(drafted.helper)).id)).words).toEqual([]);
    await officer.api.letters.approve({ letterIds: [(await ofWho(drafted.helper)).id] }, key());
    expect((await ofWho(drafted.helper)).words).toEqual([]);
    expect(await secretary.api.thanks.pass({ wordIds: [drafted.wordId], usable: true }, key())).toMatchObject({ done: 0, refused: [{ id: drafted.wordId }] });
    expect(await deeds.one('SELECT text, status FROM thanks_word WHERE id = ?', [drafted.wordId])).toEqual({ text: '', status: 'REVOKED' });
  });
  test('only he does; also what the desk did not look at yet, or put aside; what was never to be quoted has nothing to take back', async () => {
    const { asker, need, wordId } = await thanked('谢谢', false), other = await world.person(), aside = await thanked('还行');
    await secretary.api.thanks.pass({ wordIds: [aside.wordId], usable: false }, key());
    for (const who of [other, secretary]) await expect(who.api.needs.unquote(need.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await desk('WAITING')).map((w) => w.id)).toEqual([wordId]);
    await asker.api.needs.unquote(need.id);
    await aside.asker.api.needs.unquote(aside.need.id);
    expect(await desk()).toEqual([]);
    const plain = await asker.api.needs.create({ areaId: world.community.id, kind: 'CARE', title: '陪看病' }, key());
    await expect(asker.api.needs.unquote(plain.id)).rejects.toMatchObject({ code: 'STATE' });
    expect(Number((await deeds.one<{ n: number }>("SELECT COUNT(*) AS n FROM audit WHERE action = 'need.unquote' AND refId = ?", [need.id])).n)).toBe(1);
  });
  test('taken back while a desk passes it: nobody is quoted', async () => {
    for (let i = 0; i < 5; i++) {
      const { asker, need, wordId, helper } = await thanked(`谢谢${i}`, false);
      await Promise.all([asker.api.needs.unquote(need.id), secretary.api.thanks.pass({ wordIds: [wordId], usable: true }, key())]);
      expect((await helper.api.thanks.mine({})).items).toEqual([]);
      expect(await deeds.one('SELECT text, status FROM thanks_word WHERE id = ?', [wordId])).toEqual({ text: '', status: 'REVOKED' });
    }
  });
});
describe('races', () => {
  test('two offices draft the same year: one letter of each', async () => {
    for (let i = 0; i < 3; i++) await worthy();
    const colleague = await world.staff('COMMUNITY_SECRETARY', world.community), results = await Promise.allSettled([secretary, colleague, secretary].map((s) => s.api.letters.draft(batch(), key())));
    expect(tally(results).ok).toBeGreaterThan(0);
    expect(await all()).toHaveLength(3);
  });
  test('two officers approve in opposite order: each letter one number, none twice', async () => {
    for (let i = 0; i < 6; i++) await worthy();
    const letterIds = await submitted(), other = await world.staff('STREET_OFFICER', world.street);
    const results = await Promise.all([officer.api.letters.approve({ letterIds }, key()), other.api.letters.approve({ letterIds: [...letterIds].reverse() }, key())]);
    expect(results.reduce((n, r) => n + r.done, 0)).toBe(6);
    expect((await all()).map((l) => l.no).sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${world.street.name}表扬〔2026〕${n}号`));
  });
  test('the first numbers of a year, given by two communities at once', async () => {
    const communities = [world.community, await world.area(world.street, 'COMMUNITY', '梨花社区'), await world.area(world.street, 'COMMUNITY', '桃花社区')], others = [officer, await world.staff('STREET_OFFICER', world.street), await world.staff('STREET_OFFICER', world.street)], ids: number[][] = [];
    for (const c of communities) {
      world.community = c;
      secretary = await world.staff('COMMUNITY_SECRETARY', c);
      const who = await world.person();
      await deeds.served([who], { minutes: 300, communityId: c.id });
      ids.push(await submitted());
    }
    await Promise.all(ids.map((letterIds, i) => others[i]!.api.letters.approve({ letterIds }, key())));
    const numbers = await Promise.all(ids.map(async ([id]) => (await officer.api.letters.get(id!)).no));
    expect(numbers.sort()).toEqual([1, 2, 3].map((n) => `${world.street.name}表扬〔2026〕${n}号`));
  });
  test('he takes his consent back while it is delivered: his unit has it only if the delivery was first', async () => {
    const madeAt = async (action: string, refId: number): Promise<number> => Number((await deeds.one<{ id: number }>('SELECT MAX(id) AS id FROM audit WHERE action = ? AND refId = ?', [action, refId])).id);
    for (let i = 0; i < 5; i++) {
      const people = [await worthy(), await worthy(), await worthy(), await worthy()], letterIds = (await submitted()).sort((x, y) => x - y), last = letterIds.at(-1)!;
      const { userId } = await deeds.one<{ userId: number }>('SELECT userId FROM letter WHERE id = ?', [last]), { member, liaison } = people.find((p) => p.member.id === userId)!;
      await officer.api.letters.approve({ letterIds }, key());
      await Promise.allSettled([officer.api.letters.deliver({ letterIds }, key()), deeds.consent(member, 'UNIT_SHARE', false)]);
      const l = await officer.api.letters.get(last);
      expect(l.status).toBe('DELIVERED');
      expect(l.recipient).toBe((await madeAt('letter.deliver', l.id)) < (await madeAt('consent.withdraw', member.id)) ? 'UNIT' : 'PERSON');
      expect((await liaison.api.notices.list({})).items.length).toBe(l.recipient === 'UNIT' ? 1 : 0);
      expect((await liaison.api.letters.received({})).items).toEqual([]);
    }
  });
  test('two liaisons sign at once: one receipt', async () => {
    const { liaison, unit } = await worthy(), other = await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] }), [id] = await delivered();
    expect(tally(await Promise.allSettled([liaison, other, liaison, other].map((l) => l.api.letters.receive(id!, key()))))).toEqual({ ok: 1, STATE: 3 });
  });
  test('void and receipt at once: a void letter is never received', async () => {
    const { liaison } = await worthy(), [id] = await delivered();
    await Promise.allSettled([liaison.api.letters.receive(id!, key()), officer.api.letters.void(id!, { reason: '写错了人' }, key())]);
    expect(await deeds.one('SELECT status, live FROM letter WHERE id = ?', [id])).toEqual(expect.objectContaining({ status: expect.stringMatching(/VOID|RECEIVED/) }));
  });
});
