'use strict';
// What all pages with charts share: text, boxes, axes, and charts that can be saved.
const page = (function () {
  const COLOURS = ['#2f6fb5', '#d9662b', '#3a9a5b', '#8a55b5', '#c23b5a', '#8c7a2c', '#1c9aa0', '#6b6f7a'];
  const byId = (id) => document.getElementById(id);

  function element(parent, tag, text, className) {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (className) e.className = className;
    parent.appendChild(e);
    return e;
  }

  function number(value, digits) {
    return Number(value).toLocaleString('en-US', { maximumFractionDigits: digits === undefined ? 3 : digits });
  }

  function short(value) {
    const v = Math.abs(value);
    if (v >= 1e9) return number(value / 1e9, 1) + ' G';
    if (v >= 1e6) return number(value / 1e6, 1) + ' M';
    if (v >= 1e4) return number(value / 1e3, 1) + ' k';
    return String(Number(value.toPrecision(4)));
  }

  function duration(s) {
    if (s >= 86400) return number(s / 86400, 1) + ' d';
    if (s >= 3600) return number(s / 3600, 1) + ' h';
    if (s >= 60) return number(s / 60, 1) + ' min';
    return number(s, 1) + ' s';
  }

  const charts = [];
  const grid = byId('charts');
  grid.className = 'grid';

  function section(title, text, isFull) {
    const s = element(grid, 'section', undefined, isFull ? 'full' : '');
    const row = element(s, 'div', undefined, 'row');
    element(row, 'h2', title);
    s.buttons = element(row, 'div');
    element(s, 'p', text);
    return s;
  }

  function draw(title, text, option, isFull, isTall) {
    const s = section(title, text, isFull);
    const box = element(s, 'div', undefined, isTall ? 'chart tall' : 'chart');
    const chart = echarts.init(box, null, { renderer: 'canvas' });
    const whole = Object.assign(
      { animation: false, color: COLOURS, textStyle: { fontFamily: 'system-ui, "DejaVu Sans", sans-serif' } },
      option);
    chart.setOption(whole);
    charts.push(chart);
    const file = 'weft-' + title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const png = element(s.buttons, 'button', 'PNG');
    png.onclick = () =>
      save(chart.getDataURL({ type: 'png', pixelRatio: 3, backgroundColor: '#fff' }), file + '.png');
    const svg = element(s.buttons, 'button', 'SVG');
    svg.onclick = () =>
      save(URL.createObjectURL(new Blob([toSvg(chart)], { type: 'image/svg+xml' })), file + '.svg');
    return { chart, section: s, svg: () => toSvg(chart) };
  }

  function toSvg(chart) {
    const size = { renderer: 'svg', width: chart.getWidth(), height: chart.getHeight() };
    const copy = echarts.init(document.createElement('div'), null, size);
    copy.setOption(Object.assign(chart.getOption(), { animation: false }));
    const text = copy.renderToSVGString();
    copy.dispose();
    return text;
  }

  function save(address, name) {
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
  }

  const grey = { lineStyle: { color: '#e6e9ef' } };
  function axis(name, more) {
    return Object.assign(
      { type: 'value', name, nameLocation: 'middle', nameGap: 26, splitLine: grey, axisLabel: { hideOverlap: true, formatter: short } },
      more);
  }
  function yAxis(name, more) {
    return axis(name, Object.assign({ nameGap: 44 }, more));
  }
  // A logarithmic axis begins and ends at a power of ten.
  function logEnds(values) {
    const positive = values.filter((v) => v > 0);
    if (positive.length === 0) return { min: 1, max: 10 };
    const low = Math.floor(Math.log10(Math.min(...positive)) + 1e-9);
    const high = Math.ceil(Math.log10(Math.max(...positive)) - 1e-9);
    return { min: 10 ** low, max: 10 ** Math.max(high, low + 1) };
  }
  function zoom() {
    return [
      { type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, preventDefaultMouseMove: false },
      { type: 'slider', xAxisIndex: 0, filterMode: 'none', height: 18, bottom: 6, showDetail: false, brushSelect: true }
    ];
  }
  function frame(lines) {
    return { left: 62, right: 18, top: 14 + 22 * (lines === undefined ? 1 : lines), bottom: 76, containLabel: false };
  }
  const legend = { type: 'scroll', top: 0, left: 'center', itemWidth: 26, textStyle: { width: 240, overflow: 'truncate' } };

  // On a logarithmic axis all that is small stands at its begin.
  function clamp(curve, least) {
    const above = curve.filter((p) => p[0] > least);
    const below = curve.filter((p) => p[0] <= least);
    return [[least, below.length > 0 ? below[below.length - 1][1] : 0]].concat(above);
  }

  // Leaves what tests look at on the page.
  function finish() {
    window.addEventListener('resize', () => charts.forEach((chart) => chart.resize()));
    document.documentElement.dataset.overflow = String(Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
    document.documentElement.dataset.charts = String(charts.length);
    document.documentElement.dataset.svg = String(charts.filter((chart) => toSvg(chart).startsWith('<svg')).length);
  }

  return { COLOURS, byId, element, number, short, duration, grid, section, draw, axis, yAxis, logEnds, zoom, frame, legend, clamp, finish };
})();
