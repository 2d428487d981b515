'use strict';
// Shows the tables and charts that stand in the element "data": see StudyPage.
(function () {
  const { COLOURS, byId, element, number, short, draw, axis, yAxis, logEnds, zoom, frame, legend, clamp, finish } = page;
  const data = JSON.parse(document.getElementById('data').textContent);

  // A cell is a text, or a pair of what is shown and all its digits.
  function drawTable(table) {
    const s = element(byId('tables'), 'section');
    element(s, 'h2', table.title);
    element(s, 'p', table.text);
    const grid = element(element(s, 'div', undefined, 'wide'), 'table');
    grid.id = table.id;
    const head = element(element(grid, 'thead'), 'tr');
    table.columns.forEach((name, i) => element(head, 'th', name, i < table.keys ? 'text' : ''));
    const body = element(grid, 'tbody');
    table.rows.forEach((cells) => {
      const row = element(body, 'tr');
      cells.forEach((cell, i) => {
        const e = element(row, i === 0 ? 'th' : 'td', '', i < table.keys ? 'text' : '');
        e.dataset.shown = Array.isArray(cell) ? cell[0] : cell;
        e.dataset.value = Array.isArray(cell) ? cell[1] : cell;
      });
    });
  }

  function showDigits(all) {
    document.querySelectorAll('#tables [data-value]').forEach((cell) => {
      cell.textContent = all ? cell.dataset.value : cell.dataset.shown;
    });
  }

  function drawBars(chart) {
    const values = chart.series.flatMap((s) => s.points.map((p) => p[0])).filter((v) => v > 0);
    const ends = logEnds(values.concat([chart.least]).concat(chart.limit === null ? [] : [chart.limit]));
    const series = chart.series.map((s, i) => ({
      type: 'bar', name: s.name, color: COLOURS[i % 8], barMaxWidth: 30,
      data: s.points.map((p) => (p.length > 0 && p[0] > 0 ? p[0] : null))
    }));
    if (chart.limit !== null) {
      series[0].markLine = { silent: true, symbol: 'none', lineStyle: { color: '#1d2330', type: 'dashed' },
        label: { position: 'insideStartTop', color: '#1d2330', textBorderWidth: 0, formatter: short(chart.limit) }, data: [{ yAxis: chart.limit }] };
    }
    draw(chart.title, chart.text, {
      grid: Object.assign(frame(), { bottom: 58 }), legend,
      xAxis: { type: 'category', data: chart.categories, axisLabel: { interval: 0, rotate: 30, fontSize: 11 } },
      yAxis: yAxis(chart.axis, Object.assign({ type: 'log' }, ends)),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, valueFormatter: (v) => (v === null ? 'none' : number(v)) },
      series
    });
  }

  function drawCurves(chart) {
    const series = chart.series.filter((s) => s.points.length > 0).map((s, i) => ({
      type: 'line', name: s.name, symbol: 'none', step: 'end', color: COLOURS[i % 8], lineStyle: { width: 1.6 },
      data: clamp(s.points, chart.least)
    }));
    const ends = logEnds(series.flatMap((s) => s.data.map((p) => p[0])).concat([chart.least]));
    series.forEach((s) => {
      const last = s.data[s.data.length - 1];
      if (last[0] < ends.max) s.data.push([ends.max, last[1]]);
    });
    const lowest = Math.min(95, 5 * Math.floor(Math.min(100, ...series.map((s) => s.data[0][1])) / 5));
    draw(chart.title, chart.text, {
      grid: frame(), legend,
      xAxis: axis(chart.axis, Object.assign({ type: 'log', minorTick: { show: true } }, ends)),
      yAxis: yAxis('% of jobs', { min: lowest, max: 100 }), dataZoom: zoom(),
      tooltip: { trigger: 'axis', confine: true, valueFormatter: (v) => number(v, 2) + ' %' }, series
    });
  }

  document.title = data.title;
  byId('title').textContent = data.title;
  data.notes.forEach((note) => element(byId('notes'), 'p', note));
  data.tables.forEach(drawTable);
  showDigits(false);
  byId('digits').onchange = (event) => showDigits(event.target.checked);
  data.charts.forEach((chart) => (chart.categories.length > 0 ? drawBars(chart) : drawCurves(chart)));
  finish();
})();
