'use strict';
// Shows the sweep that stands in the element "data": see SweepReport. Rows hold texts as in the table.
(function () {
  const { COLOURS, byId, element, number, short, draw, axis, yAxis, logEnds, finish } = page;
  const sweep = JSON.parse(document.getElementById('data').textContent);
  const names = sweep.columns;
  const STATE = 1 + sweep.parameterCount;
  const FAILURE = STATE + 1;
  const NONE = -1;
  const ALL = -1;
  const PANELS_MAX = 48;
  const ROWS_FIRST = 200;
  const DASHES = ['solid', 'dashed', 'dotted'];
  const parameters = names.map((_, i) => i).slice(1, STATE);
  const figures = names.map((_, i) => i).slice(FAILURE + 1).filter((c) => sweep.rows.some((row) => row[c] !== ''));
  const label = (value) => (value === '' ? 'none' : value);
  const isNumber = (text) => /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  const isFailed = (row) => row[STATE] === 'failed';

  // A figure of a class has its name in front.
  function groupOf(column) {
    const first = names[column].split('_')[0];
    return ['all', 'batch', 'interactive', 'urgent'].includes(first) ? first + ' jobs' : 'schedule';
  }

  // The values of each parameter: numbers in their order, others in that of the table.
  const values = new Map(parameters.map((c) => {
    const all = [...new Set(sweep.rows.map((row) => row[c]))];
    return [c, all.every(isNumber) ? all.sort((a, b) => a - b) : all];
  }));
  const varying = parameters.filter((c) => values.get(c).length > 1);
  const isNumeric = (column) => values.get(column).every(isNumber);
  const isSummable = (column) => ['seed', 'trace'].includes(names[column]);

  // What is chosen. Every parameter that varies is the axis, a line, a panel, one value, or summarised: never mixed.

  function firstChoice() {
    const named = (name) => figures.find((c) => names[c] === name);
    const wide = varying.filter((c) => isNumeric(c) && !isSummable(c)).sort((a, b) => values.get(b).length - values.get(a).length);
    const plain = varying.filter((c) => !isSummable(c));
    const x = [...wide, ...plain, ...varying, ...parameters][0];
    const rest = varying.filter((c) => c !== x && names[c] !== 'seed').sort((a, b) => isSummable(a) - isSummable(b));
    const only = new Map(varying.map((c) => [c, names[c] === 'seed' ? ALL : 0]));
    const figure = named('all_slowdown_mean') || figures[0];
    return { figure, x, line: rest.length > 0 ? rest[0] : NONE, panel: rest.length > 1 ? rest[1] : NONE,
      isLog: false, only, columns: figure === undefined ? 'schedule' : groupOf(figure), isDrawnOnly: false };
  }

  // The fragment of the address says the same by name: #figure=all_jobs&x=load_factor&line=policy&panel=&overhead=1.2&over=seed&log=1
  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const column = (key, allowed, otherwise) => {
      if (!given.has(key)) return otherwise;
      const found = allowed.find((c) => names[c] === given.get(key));
      return found !== undefined ? found : given.get(key) === '' && key !== 'x' && key !== 'figure' ? NONE : otherwise;
    };
    choice.figure = column('figure', figures, choice.figure);
    ['x', 'line', 'panel'].forEach((role) => give(role, column(role, varying, choice[role])));
    choice.isLog = given.get('log') === '1';
    varying.forEach((c) => {
      if (isSummable(c) && given.getAll('over').includes(names[c])) choice.only.set(c, ALL);
      const value = given.has(names[c]) ? values.get(c).indexOf(given.get(names[c])) : NONE;
      if (value !== NONE) choice.only.set(c, value);
    });
    if (choice.figure !== undefined) choice.columns = groupOf(choice.figure);
    if (given.get('columns') === 'all') choice.columns = 'every column';
  }

  function writeAddress() {
    const text = new URLSearchParams();
    text.set('figure', names[choice.figure]);
    ['x', 'line', 'panel'].forEach((role) => text.set(role, choice[role] === NONE ? '' : names[choice[role]]));
    rest().forEach((c) => (choice.only.get(c) === ALL ? text.append('over', names[c]) : text.set(names[c], values.get(c)[choice.only.get(c)])));
    if (choice.isLog) text.set('log', '1');
    if (choice.columns === 'every column') text.set('columns', 'all');
    location.replace('#' + text);
  }

  // A parameter has one role: who held it takes what the other had.
  function give(role, column) {
    const holder = ['x', 'line', 'panel'].find((r) => r !== role && column !== NONE && choice[r] === column);
    if (holder === 'x' && choice[role] === NONE) return;
    if (holder) choice[holder] = choice[role];
    choice[role] = column;
  }

  const rest = () => varying.filter((c) => ![choice.x, choice.line, choice.panel].includes(c));
  const summarised = () => rest().filter((c) => choice.only.get(c) === ALL);
  const drawnRows = () => {
    const fixed = rest().filter((c) => choice.only.get(c) !== ALL);
    return sweep.rows.filter((row) => fixed.every((c) => row[c] === values.get(c)[choice.only.get(c)]));
  };

  // Drop-downs.

  function select(parent, text, options, chosen, onChoice) {
    const box = element(element(parent, 'label', text), 'select');
    options.forEach(([value, name, group]) => {
      let place = box;
      if (group) place = [...box.children].find((e) => e.label === group) || element(box, 'optgroup');
      if (group) place.label = group;
      element(place, 'option', name).value = String(value);
    });
    box.value = String(chosen);
    box.onchange = () => onChoice(box.value);
  }

  function tick(parent, text, isOn, onChoice) {
    const line = element(parent, 'label', undefined, 'tick');
    const box = element(line, 'input');
    box.type = 'checkbox';
    box.checked = isOn;
    element(line, 'span', text);
    box.onchange = () => onChoice(box.checked);
  }

  function drawChoices() {
    const parent = byId('choices');
    parent.replaceChildren();
    select(parent, 'Figure', figures.map((c) => [c, names[c], groupOf(c)]), choice.figure, (c) => change(() => {
      choice.figure = Number(c);
      if (choice.columns !== 'every column') choice.columns = groupOf(choice.figure);
    }));
    const options = (varying.length > 0 ? varying : [choice.x]).map((c) => [c, names[c]]);
    const none = [[NONE, 'none']];
    select(parent, 'Against', options, choice.x, (c) => change(() => give('x', Number(c))));
    select(parent, 'A line for each', none.concat(options), choice.line, (c) => change(() => give('line', Number(c))));
    select(parent, 'A panel for each', none.concat(options), choice.panel, (c) => change(() => give('panel', Number(c))));
    rest().forEach((column) => {
      const each = values.get(column).map((value, i) => [i, label(value)]);
      const all = isSummable(column) ? [[ALL, 'median of all ' + each.length]] : [];
      select(parent, names[column], all.concat(each), choice.only.get(column), (i) => change(() => choice.only.set(column, Number(i))));
    });
    tick(parent, 'Logarithmic', choice.isLog, (isOn) => change(() => { choice.isLog = isOn; }));
  }

  function drawTableChoices() {
    const parent = byId('tableChoices');
    parent.replaceChildren();
    const groups = [...new Set(figures.map(groupOf))].concat(['every column']);
    select(parent, 'Figures', groups.map((g) => [g, g]), choice.columns, (g) => change(() => { choice.columns = g; }));
    tick(parent, 'Only cells that are in the chart', choice.isDrawnOnly, (isOn) => change(() => { choice.isDrawnOnly = isOn; }));
  }

  function change(how) {
    how();
    writeAddress();
    drawAll();
  }

  // Points: for each panel, line and place on the axis the values of its cells, in their order.

  const at = (panel, line, x) => JSON.stringify([panel, line, x]);
  const valueIn = (row, column) => (column === NONE ? '' : row[column]);
  const valuesIn = (column) => (column === NONE ? [''] : values.get(column));

  function collect() {
    const groups = new Map();
    drawnRows().forEach((row) => {
      const key = at(valueIn(row, choice.panel), valueIn(row, choice.line), row[choice.x]);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(row);
    });
    return groups;
  }

  function point(rows) {
    const some = rows.map((row) => row[choice.figure]).filter((text) => text !== '').sort((a, b) => a - b);
    if (some.length === 0) return null;
    const half = some.length >> 1;
    const median = some.length % 2 === 1 ? some[half] : String(Number(((Number(some[half - 1]) + Number(some[half])) / 2).toPrecision(15)));
    return { median, least: some[0], most: some[some.length - 1], count: some.length };
  }

  let points = [];
  function collectPoints() {
    const groups = collect();
    points = [];
    valuesIn(choice.panel).forEach((panel, panelIndex) => valuesIn(choice.line).forEach((line, lineIndex) =>
      values.get(choice.x).forEach((x, xIndex) => {
        const rows = groups.get(at(panel, line, x));
        if (rows) points.push({ index: points.length, panel, panelIndex, line, lineIndex, x, xIndex, rows, of: point(rows) });
      })));
  }

  // The chart: panels in one picture, so that it is saved as one.

  const span = (all) => all.reduce((s, v) => [Math.min(s[0], v), Math.max(s[1], v)], [Infinity, -Infinity]);

  function linearEnds(all) {
    if (all.length === 0) return { min: 0, max: 1 };
    const [least, most] = span(all);
    // From 0 unless that hides the differences.
    const from = least >= 0 && least < 0.6 * most ? 0 : least;
    const width = most - from || Math.abs(most) || 1;
    const step = 10 ** Math.floor(Math.log10(width / 5));
    const unit = [1, 2, 5, 10].map((n) => n * step).find((n) => n >= width / 5);
    const min = most === from ? from - unit : Math.floor(from / unit) * unit;
    const round = (v) => Number(v.toPrecision(12));
    return { min: round(from === 0 ? 0 : min), max: round(Math.ceil((most + width / 50) / unit) * unit), interval: round(unit) };
  }

  function ends() {
    const all = points.filter((p) => p.of).flatMap((p) => [p.of.least, p.of.most, p.of.median]).map(Number);
    if (!choice.isLog) return { type: 'value', ends: linearEnds(all), hasLow: false };
    const positive = all.filter((v) => v > 0);
    const log = logEnds(positive.length > 0 ? span(positive) : []);
    const hasLow = all.some((v) => v <= 0);
    if (hasLow) log.min /= 10;
    return { type: 'log', ends: log, hasLow };
  }

  function xAxis(gridIndex) {
    const all = values.get(choice.x);
    const name = names[choice.x].replaceAll('_', ' ');
    if (!isNumeric(choice.x)) {
      return { type: 'category', gridIndex, data: all.map(label), name, nameLocation: 'middle', nameGap: 28, axisLabel: { hideOverlap: true, width: 120, overflow: 'truncate' } };
    }
    const low = Number(all[0]);
    const high = Number(all[all.length - 1]);
    const room = (high - low || Math.abs(high) || 1) / 20;
    return axis(name, { gridIndex, nameGap: 28, min: low - room, max: high + room, splitLine: { show: false },
      minInterval: all.every((v) => Number.isInteger(Number(v))) ? 1 : undefined,
      axisLabel: { hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: (v) => String(Number(v.toPrecision(6))) } });
  }

  // Texts only: a name may look like HTML.
  function tip(p) {
    if (!p.data || p.data.info === undefined) return '';
    const info = points[p.data.info];
    const box = document.createElement('div');
    [[choice.panel, info.panel], [choice.line, info.line], [choice.x, info.x]].filter(([c]) => c !== NONE)
      .forEach(([c, value]) => element(box, 'div', names[c] + ' ' + label(value)));
    element(box, 'div', names[choice.figure] + ': ' + (info.of.count > 1 ? 'median ' : '') + number(info.of.median)).style.fontWeight = '600';
    if (info.of.count > 1) element(box, 'div', 'from ' + number(info.of.least) + ' to ' + number(info.of.most));
    element(box, 'div', info.rows.length > 1 ? info.of.count + ' of ' + info.rows.length + ' cells' : 'cell ' + info.rows[0][0]);
    return box;
  }

  // Cuts where there is no value.
  function stretches(line) {
    const all = [];
    let last = null;
    line.forEach((p) => {
      if (p.of && last && p.xIndex === last.xIndex + 1) all[all.length - 1].push(p);
      else if (p.of) all.push([p]);
      last = p.of ? p : null;
    });
    return all;
  }

  function lineSeries(base, own, shown) {
    const place = (p) => Number(p.x);
    const band = Object.assign({}, base, {
      type: 'custom', silent: true, clip: true, z: 1, data: [[place(own[0]), shown(own.find((p) => p.of).of.median)]], encode: { x: 0, y: 1 }, tooltip: { show: false },
      renderItem: (params, api) => ({ type: 'group', children: stretches(own).map((some) => ({
        type: 'polygon', style: { fill: base.color, opacity: 0.16 },
        shape: { points: some.map((p) => api.coord([place(p), shown(p.of.most)])).concat([...some].reverse().map((p) => api.coord([place(p), shown(p.of.least)]))) }
      })) })
    });
    const line = Object.assign({}, base, {
      type: 'line', symbol: 'circle', symbolSize: 6, z: 2, lineStyle: { width: 1.8, type: base.dash },
      data: stretches(own).flatMap((some, i) => (i > 0 ? [{ value: [place(some[0]), null] }] : []).concat(
        some.map((p) => ({ value: [place(p), shown(p.of.median)], info: p.index }))))
    });
    return own.some((p) => p.of && p.of.count > 1) ? [band, line] : [line];
  }

  // On an axis of names nothing lies between two of them: dots beside each other, with their spans.
  function dotSeries(base, own, shown, lineCount) {
    const some = own.filter((p) => p.of);
    return [Object.assign({}, base, {
      type: 'custom', encode: { x: 0, y: 1 }, data: some.map((p) => ({ value: [p.xIndex, shown(p.of.median)], info: p.index })),
      renderItem: (params, api) => {
        const p = some[params.dataIndex];
        const shift = (p.lineIndex - (lineCount - 1) / 2) * Math.min(16, (0.8 * api.size([1, 0])[0]) / lineCount);
        const y = (text) => api.coord([p.xIndex, shown(text)])[1];
        const x = api.coord([p.xIndex, shown(p.of.median)])[0] + shift;
        return { type: 'group', children: [
          { type: 'line', shape: { x1: x, x2: x, y1: y(p.of.least), y2: y(p.of.most) }, style: { stroke: base.color, lineWidth: 3, opacity: 0.4 } },
          { type: 'circle', shape: { cx: x, cy: y(p.of.median), r: 4.5 }, style: { fill: base.color } }] };
      }
    })];
  }

  function seriesOf(y, panelIndex) {
    const shown = (text) => (choice.isLog ? Math.max(Number(text), y.ends.min) : Number(text));
    const lines = valuesIn(choice.line);
    return lines.flatMap((line, i) => {
      const own = points.filter((p) => p.panelIndex === panelIndex && p.lineIndex === i);
      const color = COLOURS[i % COLOURS.length];
      const base = { name: lineName(line), color, itemStyle: { color }, dash: DASHES[Math.floor(i / COLOURS.length) % DASHES.length],
        xAxisIndex: panelIndex, yAxisIndex: panelIndex };
      if (!own.some((p) => p.of)) return [];
      return isNumeric(choice.x) ? lineSeries(base, own, shown) : dotSeries(base, own, shown, lines.length);
    });
  }

  const lineName = (line) => (choice.line === NONE ? names[choice.figure] : (isNumeric(choice.line) ? names[choice.line].replaceAll('_', ' ') + ' ' : '') + label(line));

  function layout(count, width) {
    const columns = Math.max(1, Math.min(count, Math.floor(width / 300)));
    const height = count > 1 ? 270 : width < 500 ? 320 : 400;
    const top = 34;
    const grids = Array.from({ length: count }, (_, i) => ({
      isFirst: i % columns === 0, left: (i % columns) * (width / columns) + 70, top: top + Math.floor(i / columns) * height + (count > 1 ? 24 : 4),
      width: width / columns - 70 - 16, height: height - 52 - (count > 1 ? 24 : 4) }));
    return { grids, height: top + Math.ceil(count / columns) * height };
  }

  let drawn = null;
  function drawChart() {
    const panels = valuesIn(choice.panel).slice(0, PANELS_MAX);
    if (drawn === null) drawn = draw('Chart', '', {}, true);
    const box = drawn.chart.getDom();
    const { grids, height } = layout(panels.length, box.clientWidth);
    box.style.height = height + 'px';
    drawn.chart.resize();
    const y = ends();
    const figure = names[choice.figure];
    drawn.chart.setOption({
      animation: false, color: COLOURS, textStyle: { fontFamily: 'system-ui, "DejaVu Sans", sans-serif' }, grid: grids,
      legend: { type: 'scroll', top: 0, left: 'center', itemWidth: 26, data: valuesIn(choice.line).map(lineName), textStyle: { width: 240, overflow: 'truncate' } },
      title: panels.map((value, i) => ({ show: choice.panel !== NONE, text: choice.panel === NONE ? '' : names[choice.panel].replaceAll('_', ' ') + ' ' + label(value),
        left: grids[i].left, top: grids[i].top - 22, padding: 0, textStyle: { fontSize: 13, width: grids[i].width, overflow: 'truncate' } })),
      xAxis: panels.map((_, i) => xAxis(i)),
      yAxis: panels.map((_, i) => yAxis(grids[i].isFirst ? figure.replaceAll('_', ' ') : '', Object.assign({ gridIndex: i, type: y.type, nameGap: 52, nameTextStyle: { fontSize: 11 },
        axisLabel: { hideOverlap: true, formatter: (v) => short(Number(v.toPrecision(9))) } }, y.ends))),
      tooltip: { trigger: 'item', confine: true, formatter: tip },
      series: panels.flatMap((_, i) => seriesOf(y, i))
      // Not all of it: a tip that is just shown would lose its box.
    }, { replaceMerge: ['grid', 'title', 'xAxis', 'yAxis', 'series', 'legend'] });
    drawn.section.querySelector('h2').textContent = figure.replaceAll('_', ' ');
    drawn.section.querySelector('p').textContent = caption(y);
  }

  function caption(y) {
    const over = summarised();
    const fixed = rest().filter((c) => !over.includes(c)).map((c) => names[c] + ' ' + label(values.get(c)[choice.only.get(c)]));
    const rows = points.flatMap((p) => p.rows);
    const missing = rows.filter((row) => row[choice.figure] === '').length;
    const panels = valuesIn(choice.panel).length;
    return [
      over.length > 0 ? 'Median over ' + over.map((c) => values.get(c).length + ' values of ' + names[c]).join(' and ') + '; the band is from the least to the most.' : 'A point is a cell.',
      fixed.length > 0 ? 'Only ' + fixed.join(', ') + '.' : '',
      missing > 0 ? missing + ' of ' + rows.length + ' cells have no ' + names[choice.figure] + (rows.some(isFailed) ? ', as they failed or had no such jobs' : '') + '; they are left out.' : '',
      y.hasLow ? 'What is 0 or less stands at the lower edge.' : '',
      panels > PANELS_MAX ? 'Only the first ' + PANELS_MAX + ' of ' + panels + ' panels are drawn; the values of all stand below.' : ''
    ].filter((text) => text !== '').join(' ');
  }

  // Tables.

  function table(id, columns, textCount) {
    const t = byId(id);
    t.replaceChildren();
    const head = element(element(t, 'thead'), 'tr');
    const cells = columns.map((name, i) => element(head, 'th', name, i < textCount ? 'text' : ''));
    return { head: cells, body: element(t, 'tbody') };
  }

  function drawValues() {
    const keys = [[choice.panel, 'panel'], [choice.line, 'line'], [choice.x, 'x']].filter(([c]) => c !== NONE);
    const isSum = summarised().length > 0;
    const t = table('drawn', keys.map(([c]) => names[c]).concat(isSum ? ['median', 'least', 'most', 'cells'] : [names[choice.figure], 'cell']), keys.length);
    points.forEach((p) => {
      const row = element(t.body, 'tr');
      row.dataset.at = keys.map(([, key]) => p[key]).join('|');
      keys.forEach(([, key], i) => element(row, i === 0 ? 'th' : 'td', label(p[key]), 'text'));
      const of = p.of || { median: '', least: '', most: '', count: 0 };
      const texts = isSum ? [of.median, of.least, of.most, of.count + ' of ' + p.rows.length] : [of.median, p.rows[0][0]];
      texts.forEach((text) => element(row, 'td', text));
    });
  }

  const tableRows = () => (choice.isDrawnOnly ? drawnRows() : sweep.rows);
  const tableFigures = () => (choice.columns === 'every column' ? names.map((_, i) => i).slice(FAILURE + 1) : figures.filter((c) => groupOf(c) === choice.columns));

  function which(rows) {
    const texts = rows.slice(0, rows.length > 2 ? 1 : 2).map((row) => 'cell ' + row[0] + (varying.length > 0 ? ': ' + varying.map((c) => names[c] + ' ' + label(row[c])).join(', ') : ''));
    return texts.join('; ') + (rows.length > 2 ? '; and ' + (rows.length - 1) + ' more' : '');
  }

  function drawBest() {
    const t = table('best', ['figure', 'least', 'in', 'most', 'in'], 1);
    [2, 4].forEach((i) => t.head[i].classList.add('text'));
    tableFigures().forEach((c) => {
      const rows = tableRows().filter((row) => row[c] !== '');
      if (rows.length === 0) return;
      const line = element(t.body, 'tr');
      line.dataset.figure = names[c];
      element(line, 'th', names[c], 'text');
      const isFlat = rows.every((row) => Number(row[c]) === Number(rows[0][c]));
      [(a, b) => a < b, (a, b) => a > b].forEach((isBetter) => {
        const best = rows.reduce((a, b) => (isBetter(Number(b[c]), Number(a[c])) ? b : a))[c];
        const equal = rows.filter((row) => Number(row[c]) === Number(best));
        element(line, 'td', best);
        const place = element(line, 'td', isFlat ? (rows.length === 1 ? which(rows) : 'all ' + rows.length + ' cells') : which(equal), 'text which');
        place.dataset.cells = equal.map((row) => row[0]).join(' ');
      });
    });
  }

  const sorting = { column: 0, sign: 1 };
  let rowsMax = ROWS_FIRST;

  // What is empty stands last, numbers before names.
  function compare(a, b) {
    if (a === b) return 0;
    if (a === '' || b === '') return a === '' ? 1 : -1;
    const isFirst = isNumber(a) && isNumber(b) ? Number(a) - Number(b) : isNumber(a) !== isNumber(b) ? (isNumber(a) ? -1 : 1) : a < b ? -1 : 1;
    return sorting.sign * isFirst;
  }

  function drawCells() {
    const isText = (c) => c === FAILURE || c === STATE || (c > 0 && c < STATE && !isNumeric(c));
    const columns = [0, ...parameters, STATE, FAILURE].filter((c) => c !== FAILURE || choice.columns === 'every column' || sweep.rows.some(isFailed)).concat(tableFigures());
    const t = table('cells', columns.map(() => ''), 0);
    columns.forEach((c, i) => {
      if (isText(c)) t.head[i].className = 'text';
      if (c === sorting.column) t.head[i].setAttribute('aria-sort', sorting.sign > 0 ? 'ascending' : 'descending');
      element(t.head[i], 'button', names[c]).onclick = () => sortBy(c, c === sorting.column ? -sorting.sign : 1);
    });
    const rows = [...tableRows()].sort((a, b) => compare(a[sorting.column], b[sorting.column]));
    rows.slice(0, rowsMax).forEach((row) => {
      const line = element(t.body, 'tr', undefined, isFailed(row) ? 'failed' : '');
      line.dataset.cell = row[0];
      columns.forEach((c, i) => element(line, i === 0 ? 'th' : 'td', row[c], c === FAILURE ? 'text reason' : isText(c) ? 'text' : ''));
    });
    byId('shown').textContent = number(Math.min(rows.length, rowsMax)) + ' of ' + number(sweep.rows.length) + ' cells, with the digits of the table. A heading sorts by its column.';
    const more = byId('more');
    more.hidden = rows.length <= rowsMax;
    more.textContent = 'Show all ' + number(rows.length) + ' cells';
    more.onclick = () => {
      rowsMax = Infinity;
      drawCells();
    };
  }

  function sortBy(column, sign) {
    sorting.column = column;
    sorting.sign = sign;
    drawCells();
  }

  function about() {
    const failed = sweep.rows.filter(isFailed).length;
    byId('about').textContent = sweep.name + ': ' + number(sweep.rows.length) + ' cells, ' + number(sweep.rows.length - failed) + ' simulated, ' + number(failed) + ' failed.';
    const list = (c) => names[c] + ' ' + values.get(c).slice(0, 12).map(label).join(', ') + (values.get(c).length > 12 ? ', \u2026 (' + values.get(c).length + ')' : '');
    const same = parameters.filter((c) => !varying.includes(c)).map((c) => names[c] + ' ' + label(values.get(c)[0])).join(', ');
    byId('varies').textContent = (varying.length > 0 ? 'What varies: ' + varying.map(list).join('; ') + '.' : 'No parameter varies.') + (same ? ' The same everywhere: ' + same + '.' : '');
    if (failed === 0) return;
    element(byId('failed'), 'button', 'Show the cells that failed').onclick = () => {
      sortBy(STATE, 1);
      byId('cells').scrollIntoView();
    };
  }

  function drawAll() {
    drawTableChoices();
    if (choice.figure === undefined) {
      byId('charts').textContent = 'There is nothing to draw: no cell has a figure.';
      byId('values').hidden = true;
    } else {
      drawChoices();
      collectPoints();
      drawChart();
      drawValues();
    }
    drawBest();
    drawCells();
  }

  const choice = firstChoice();
  document.title = 'Weft sweep: ' + sweep.name;
  readAddress();
  about();
  drawAll();
  window.addEventListener('resize', () => {
    if (drawn !== null) drawChart();
  });
  finish();
})();
