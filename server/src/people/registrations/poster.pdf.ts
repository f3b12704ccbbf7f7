import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { paperFonts, showable } from '../../lib/pdf/fonts.js';
import { INK, type Doc } from '../../lib/pdf/paper.js';
import { drawQr } from '../../lib/pdf/qr.js';

const QR = 300;
const STEPS = ['微信扫一扫，或用手机相机扫码', '手机号登录，逐项看清再同意', '核对姓名、单位和楼栋，点“报到”'];

/** One A4 sheet for the door of a community: a code that is read from two metres, and what happens after scanning. */
export function posterPdf(o: { community: string; street: string; address: string; /** WeChat's code, where it has been fetched. */ wechat: Buffer | null; at: number }): Readable {
  const { regular, bold } = paperFonts(), when = new Date(o.at), title = `${o.community}报到海报`;
  const doc = new PDFDocument({ size: 'A4', margin: 0, lang: 'zh-CN', displayTitle: true, pdfVersion: '1.7', font: regular as unknown as string, info: { Title: title, Producer: 'Xianfeng', Creator: 'Xianfeng', CreationDate: when, ModDate: when } }) as Doc;
  doc.registerFont('bold', bold).registerFont('regular', regular);
  const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } } })._font;
  const show = (text: string): string => showable(text, (code) => font.hasGlyphForCodePoint(code));
  const { width, height } = doc.page, line = (text: string, size: number, y: number, face: 'bold' | 'regular', color: string = INK.text): void => {
    doc.font(face).fontSize(size).fillColor(color).text(show(text), 40, y, { width: width - 80, align: 'center', lineBreak: true });
  };
  doc.rect(0, 0, width, 150).fill(INK.accent);
  line(o.street, 18, 34, 'regular', '#ffffff');
  line(`${o.community} 双报到`, 40, 64, 'bold', '#ffffff');
  line('在职党员到居住地社区报到，居民也可以来帮忙', 17, 176, 'regular');
  if (o.wechat) {
    const size = 230, gap = 40, left = (width - 2 * size - gap) / 2;
    doc.image(o.wechat, left, 236, { width: size, height: size });
    drawQr(doc, o.address, left + size + gap, 236, size);
    const under = (text: string, x: number): void => { doc.font('regular').fontSize(14).fillColor(INK.soft).text(show(text), x, 236 + size + 10, { width: size, align: 'center' }); };
    under('微信扫这个', left);
    under('手机相机扫这个', left + size + gap);
  } else drawQr(doc, o.address, (width - QR) / 2, 220, QR);
  line('扫码报到，社区已经替您选好', 20, 220 + QR + 14, 'bold', INK.accent);
  STEPS.forEach((step, i) => line(`${i + 1}. ${step}`, 16, 590 + i * 32, 'regular'));
  line('报到、参加活动都自愿；不签到打卡，不排名，不收费。', 13, 706, 'regular', INK.soft);
  line('没有智能手机？请到社区党群服务站，工作人员替您登记。', 13, 728, 'regular', INK.soft);
  doc.font('regular').fontSize(9).fillColor(INK.soft).text(show(o.address), 40, height - 46, { width: width - 80, align: 'center' });
  doc.end();
  return doc;
}
