import { HALVES, type MeView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { PaperSheet } from '../../../../cards/paper-sheet';
import { signedIn } from '../../../../cards/signed-in';
import { useLoad } from '../../../../lib/use-load';
import { Empty, ErrorState, Field, Page, Row, Segmented, Select, Skeleton } from '../../../../ui';
import { recentYears, thisHalf, thisYear } from '../../../../lib/years';

const YEARS = recentYears().map((year) => ({ key: String(year), text: `${year}年` }));
/** 在职党员半年报告 of the reader himself; with `unit`, the double report of a unit that he speaks for. */
function Paper({ me }: { me: MeView }) {
  const params = useRouter().params, units = me.posts.filter((post) => post.role === 'UNIT_LIAISON' && post.unitId !== null);
  const [unitId, setUnitId] = useState(Number(params['unit']) || null);
  const [year, setYear] = useState(Number(params['year']) || thisYear());
  const [half, setHalf] = useState<'1' | '2'>(params['half'] === '1' ? '1' : params['half'] === '2' ? '2' : thisHalf());
  const mine = unitId === null;
  const period = { year, half: Number(half) };
  const paper = useLoad(() => (mine ? api.papers.mine(period) : api.papers.ofUnit(unitId, { year })), [unitId, year, half]);
  const title = mine ? '半年报告' : '单位双报告';
  const source = mine
    ? { rows: (key: string, after: string | undefined) => api.papers.myRows({ ...period, key, after }), file: (format: 'pdf' | 'xlsx') => api.papers.myFile({ ...period, format }) }
    : { rows: (key: string, after: string | undefined) => api.papers.unitRows(unitId, { year, key, after }), file: (format: 'pdf' | 'xlsx') => api.papers.unitFile(unitId, { year, format }) };
  if (!mine && !units.some((post) => post.unitId === unitId)) return <Page title={title}><Empty icon='building' title='您不是这个单位的联络员' text='单位双报告给单位联络员和报到社区看。' /></Page>;
  return (
    <Page title={title} wide onRefresh={paper.reload}>
      {!mine && units.length > 1 ? <Field label='单位'><Select options={units.map((post) => ({ key: String(post.unitId), text: post.unitName }))} value={String(unitId)} onChange={(id) => setUnitId(Number(id))} /></Field> : null}
      <Row gap={2} wrap>
        <Segmented label='年份' options={YEARS} value={String(year)} onChange={(y) => setYear(Number(y))} />
        {mine ? <Segmented label='半年' options={(['1', '2'] as const).map((key) => ({ key, text: HALVES[key] }))} value={half} onChange={setHalf} /> : null}
      </Row>
      {paper.data ? <PaperSheet view={paper.data} source={source} /> : paper.error ? <ErrorState text={paper.error} onRetry={() => void paper.reload()} /> : <Skeleton />}
    </Page>
  );
}
export default signedIn('年度材料', Paper);
