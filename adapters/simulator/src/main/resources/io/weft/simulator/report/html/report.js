'use strict';
// Draws the runs that stand in the element "data". What a run holds: see RunJson.
(function () {
  const { COLOURS, byId, element, number, short, duration, draw, axis, yAxis, logEnds, zoom, frame, legend, clamp, finish } = page;
  const runs = JSON.parse(document.getElementById('data').textContent);
  const DASHES = { batch: 'solid', interactive: 'dashed', urgent: 'dotted' };
  const HEAT = ['#f5f7fa', '#c7e3c9', '#6fc0a5', '#2e8fa8', '#2f5a99', '#33286b', '#1a1033'];

  function figure(run, path) {
    return run.figures[path] === undefined ? null : Number(run.figures[path]);
  }

  // The table: a row a figure, a column a run.

  function drawTable() {
    const paths = [];
    runs.forEach((run) => Object.keys(run.figures).forEach((p) => paths.includes(p) || paths.push(p)));
    const groupOf = (path) => path.slice(0, path.lastIndexOf('.'));
    const groups = [...new Set(paths.map(groupOf))];
    const table = byId('figures');
    const head = element(element(table, 'thead'), 'tr');
    element(head, 'th', '');
    runs.forEach((run) => element(head, 'th', run.name));
    groups.forEach((group) => {
      const body = element(table, 'tbody');
      const row = element(body, 'tr', undefined, 'group');
      const title = group.replace('classes.', '').replaceAll('_', ' ');
      const toggle = element(element(row, 'th'), 'button', group.startsWith('classes.') ? title + ' jobs' : title);
      toggle.onclick = () => toggle.setAttribute('aria-expanded', String(!body.classList.toggle('closed')));
      if (!['schedule', 'classes.all'].includes(group)) body.className = 'closed';
      toggle.setAttribute('aria-expanded', String(!body.classList.contains('closed')));
      runs.forEach(() => element(row, 'td', ''));
      paths.filter((path) => groupOf(path) === group).forEach((path) => drawFigure(body, path));
    });
    showDigits(false);
  }

  function drawFigure(body, path) {
    const row = element(body, 'tr');
    element(row, 'th', path.slice(path.lastIndexOf('.') + 1).replaceAll('_', ' '));
    runs.forEach((run, index) => {
      const cell = element(row, 'td', '');
      if (run.figures[path] === undefined) return;
      cell.dataset.run = String(index);
      cell.dataset.figure = path;
      cell.dataset.value = run.figures[path];
      cell.title = run.figures[path];
    });
  }

  function showDigits(all) {
    document.querySelectorAll('#figures td[data-value]').forEach((cell) => {
      // Large numbers without decimals, so that two runs fit a telephone.
      cell.textContent = all ? cell.dataset.value : number(cell.dataset.value, Number(cell.dataset.value) >= 1e5 ? 0 : 3);
    });
  }

  // Over time.

  const spanS = Math.max(...runs.map((run) => run.binS * run.waiting.length));
  const unitS = spanS > 3 * 86400 ? 86400 : spanS > 3 * 3600 ? 3600 : spanS > 180 ? 60 : 1;
  const unit = { 86400: 'days', 3600: 'hours', 60: 'minutes', 1: 's' }[unitS];

  function overTime(y, series) {
    return {
      grid: frame(), legend, xAxis: axis(unit + ' from the first submission', { max: spanS / unitS, splitLine: { show: false }, axisLabel: { hideOverlap: true, formatter: short, showMaxLabel: false } }),
      yAxis: y, dataZoom: zoom(),
      tooltip: { trigger: 'axis', confine: true, valueFormatter: (v) => number(v) },
      series: series.map((s) => Object.assign(
        { type: 'line', showSymbol: false, step: 'start', sampling: 'lttb', lineStyle: { width: 1.4 } }, s))
    };
  }
  function points(run, name) {
    // The value of a bin holds until its right edge.
    return run[name].map((value, i) => [((i + 1) * run.binS) / unitS, value]);
  }
  const named = (run, more) => (runs.length > 1 ? run.name + (more ? ', ' + more : '') : more || run.name);
  const binText = runs.map((run) => duration(run.binS)).filter((t, i, all) => all.indexOf(t) === i).join(' or ');

  function drawUse() {
    draw('Utilisation', 'Share of cores with at least one process, averaged over ' + binText + '.',
      overTime(yAxis('% of cores', { min: 0, max: 100 }), runs.map((run, i) => ({
        name: run.name, color: COLOURS[i % 8], areaStyle: runs.length === 1 ? { opacity: 0.15 } : undefined, data: points(run, 'utilisation') }))), true);
    draw('Multiplicity', 'Processes a core: of the whole machine, averaged over ' + binText + ', and of the fullest node, the most in that time.',
      overTime(yAxis('processes a core', { min: 0 }), runs.flatMap((run, i) => [
        { name: named(run, 'machine'), color: COLOURS[i % 8], data: points(run, 'load') },
        { name: named(run, 'fullest node'), color: COLOURS[i % 8], lineStyle: { width: 1, type: 'dotted' }, data: points(run, 'fullest') }])));
    draw('Queue length', 'Jobs that wait: average and most in ' + binText + '.',
      overTime(yAxis('jobs', { min: 0, minInterval: 1 }), runs.flatMap((run, i) => [
        { name: named(run, 'average'), color: COLOURS[i % 8], data: points(run, 'waiting') },
        { name: named(run, 'most'), color: COLOURS[i % 8], lineStyle: { width: 1, type: 'dotted' }, data: points(run, 'waitingMax') }])));
  }

  // Node by node.

  function colourAt(share) {
    const at = share * (HEAT.length - 1);
    const low = Math.min(Math.floor(at), HEAT.length - 2);
    const part = at - low;
    const channel = (colour, i) => parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
    return [0, 1, 2].map((i) => Math.round(channel(HEAT[low], i) * (1 - part) + channel(HEAT[low + 1], i) * part));
  }

  function picture(heat, cells) {
    const canvas = document.createElement('canvas');
    canvas.width = heat.columns;
    canvas.height = heat.rows;
    const context = canvas.getContext('2d');
    const image = context.createImageData(heat.columns, heat.rows);
    const palette = Array.from({ length: 251 }, (_, i) => colourAt(i / 250));
    for (let row = 0; row < heat.rows; row++) {
      for (let column = 0; column < heat.columns; column++) {
        // Node 0 is at the bottom, as on the axis.
        const target = 4 * ((heat.rows - 1 - row) * heat.columns + column);
        const colour = palette[cells[row * heat.columns + column]];
        image.data[target] = colour[0];
        image.data[target + 1] = colour[1];
        image.data[target + 2] = colour[2];
        image.data[target + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
    return canvas;
  }

  function drawHeat(run) {
    const heat = run.heat;
    if (heat.rows === 0) return;
    const cells = Uint8Array.from(atob(heat.cells), (c) => c.charCodeAt(0));
    const canvas = picture(heat, cells);
    const width = (heat.columns * heat.columnS) / unitS;
    const height = heat.rows * heat.nodesPerRow;
    const most = heat.unit * 250;
    const rowText = heat.nodesPerRow > 1 ? heat.nodesPerRow + ' nodes' : 'a node';
    const drawn = draw('Nodes' + (runs.length > 1 ? ': ' + run.name : ''),
      'Processes a core on each node, averaged over ' + duration(heat.columnS) + '; a row is ' + rowText + '. Point at a cell to read it.',
      {
        grid: { left: 62, right: 18, top: 40, bottom: 76 },
        visualMap: { type: 'continuous', min: 0, max: most, seriesIndex: 0, dimension: 2, orient: 'horizontal', left: 'center', top: 0,
          itemWidth: 12, itemHeight: 160, text: [number(most), '0'], calculable: false, hoverLink: false, inRange: { color: HEAT } },
        xAxis: axis(unit + ' from the first submission', { min: 0, max: width, splitLine: { show: false }, axisLabel: { hideOverlap: true, formatter: short, showMaxLabel: false } }),
        yAxis: yAxis('node', { min: 0, max: height, minInterval: 1, splitLine: { show: false }, axisLabel: { showMaxLabel: height <= 20 } }),
        dataZoom: zoom().concat([{ type: 'inside', yAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'shift', moveOnMouseMove: true, preventDefaultMouseMove: false }]),
        series: [{
          type: 'custom', clip: true, silent: true, encode: { x: 0, y: 1 }, data: [[0, 0, 0]],
          renderItem: (params, api) => {
            const low = api.coord([0, 0]);
            const high = api.coord([width, height]);
            return { type: 'image', style: { image: canvas, x: low[0], y: high[1], width: high[0] - low[0], height: low[1] - high[1] } };
          }
        }]
      }, true, true);
    const pointed = element(drawn.section, 'p', '\u00a0', 'pointed');
    const tell = (event) => {
      const at = drawn.chart.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY]);
      const column = Math.floor((at[0] * unitS) / heat.columnS);
      const row = Math.floor(at[1] / heat.nodesPerRow);
      if (!(column >= 0 && column < heat.columns && row >= 0 && row < heat.rows)) return;
      const first = row * heat.nodesPerRow;
      const last = Math.min(heat.nodes, first + heat.nodesPerRow) - 1;
      pointed.textContent = (last > first ? 'nodes ' + first + ' to ' + last : 'node ' + first) + ', ' + number((column * heat.columnS) / unitS, 2) + ' ' + unit
        + ': ' + number(cells[row * heat.columns + column] * heat.unit, 2) + ' processes a core';
    };
    drawn.chart.getZr().on('mousemove', tell);
    drawn.chart.getZr().on('click', tell);
  }

  // Distributions.

  function drawCurves(title, text, name, x, least) {
    const series = runs.flatMap((run, i) => Object.entries(run[name]).filter((entry) => entry[1].length > 0).map(([jobClass, curve]) => ({
      type: 'line', name: named(run, jobClass), showSymbol: curve.length < 3, symbolSize: 5, step: 'end',
      color: runs.length > 1 ? COLOURS[i % 8] : COLOURS[Object.keys(DASHES).indexOf(jobClass) % 8],
      lineStyle: { width: 1.6, type: runs.length > 1 ? DASHES[jobClass] : 'solid' },
      data: clamp(curve, least)
    })));
    const ends = logEnds(series.flatMap((s) => s.data.map((p) => p[0])).concat([least]));
    series.forEach((s) => {
      const last = s.data[s.data.length - 1];
      if (last[0] < ends.max) s.data.push([ends.max, last[1]]);
    });
    // Often nearly all jobs stand at the begin; what the others do should be seen.
    const lowest = Math.min(90, 10 * Math.floor(Math.min(100, ...series.map((s) => s.data[0][1])) / 10));
    draw(title, text, {
      grid: frame(), legend,
      xAxis: axis(x, Object.assign({ type: 'log', minorTick: { show: true } }, ends)),
      yAxis: yAxis('% of jobs', { min: lowest, max: 100 }), dataZoom: zoom(),
      tooltip: { trigger: 'axis', confine: true, valueFormatter: (v) => number(v, 2) + ' %' }, series
    });
  }

  function drawUsers() {
    const all = runs.flatMap((run) => run.users);
    const jain = runs.map((run) => named(run, number(run.userCount, 0) + ' users, Jain\u2019s index ' + number(run.jainIndex))).join('; ');
    draw('Fairness', 'A point is a user: mean slowdown of completed jobs by core-hours held. Jain\u2019s index is 1 if all fare alike. '
      + (runs.length > 1 ? jain : number(runs[0].userCount, 0) + ' users, index ' + number(runs[0].jainIndex)) + '.', {
      grid: frame(), legend,
      xAxis: axis('core-hours', Object.assign({ type: 'log' }, logEnds(all.map((u) => Math.max(u[0], 0.01))))),
      yAxis: yAxis('mean slowdown', Object.assign({ type: 'log' }, logEnds(all.map((u) => Math.max(u[1], 1))))),
      dataZoom: zoom(),
      tooltip: { confine: true, formatter: (p) => 'user ' + p.value[2] + ': ' + number(p.value[3], 0) + ' jobs, ' + number(p.value[0], 1)
        + ' core-hours<br>mean slowdown ' + number(p.value[1]) },
      series: runs.map((run, i) => ({ type: 'scatter', name: run.name, color: COLOURS[i % 8], symbolSize: 7, itemStyle: { opacity: 0.7 },
        data: run.users.map((u) => [Math.max(u[0], 0.01), Math.max(u[1], 1), u[2], u[3]]) }))
    });
  }

  function drawComparison(title, text, name, unitText) {
    const classes = ['all', 'batch', 'interactive', 'urgent'].filter((c) => runs.some((run) => figure(run, 'classes.' + c + '.' + name) !== null));
    draw(title, text, {
      grid: Object.assign(frame(), { bottom: 30 }), legend, xAxis: { type: 'category', data: classes },
      yAxis: yAxis(unitText, { min: 0 }),
      tooltip: { confine: true, valueFormatter: (v) => (v === null ? 'none' : number(v)) },
      series: runs.map((run, i) => ({ type: 'bar', name: run.name, color: COLOURS[i % 8], barMaxWidth: 48,
        label: { show: runs.length * classes.length <= 9, position: 'top', formatter: (p) => (p.value === null ? '' : short(p.value)) },
        data: classes.map((c) => figure(run, 'classes.' + c + '.' + name)) }))
    });
  }

  function about() {
    byId('about').textContent = runs.map((run) => run.name + ': ' + number(figure(run, 'classes.all.jobs'), 0) + ' jobs on '
      + number(figure(run, 'schedule.cores'), 0) + ' cores, ' + duration(figure(run, 'schedule.makespan_s'))).join('; ') + '.';
    // Results tell where processes stood at the end of a job; say so where it makes a difference.
    const moved = runs.filter((run) => Math.abs(run.occupiedCoreS / Math.max(1, figure(run, 'schedule.occupied_core_s')) - 1) > 1e-6);
    if (moved.length === 0) return;
    element(document.querySelector('header'), 'p', 'Utilisation over time is drawn from the cores that jobs held at their end. Processes were moved before, so its sum differs from occupied_core_s: '
      + moved.map((run) => named(run, number(100 * (run.occupiedCoreS / figure(run, 'schedule.occupied_core_s') - 1), 4) + ' %')).join('; ') + '.');
  }

  document.title = 'Weft report: ' + runs.map((run) => run.name).join(', ');
  about();
  drawTable();
  byId('digits').onchange = (event) => showDigits(event.target.checked);
  drawUse();
  runs.forEach(drawHeat);
  drawCurves('Slowdown', '(wait + run) / run alone, of completed jobs by class.', 'slowdowns', 'slowdown', 1);
  drawCurves('Waits', 'Of jobs that ran, by class; waits below 1 s stand at 1 s.', 'waits', 'wait in s', 1);
  drawUsers();
  drawComparison('Mean slowdown by class', 'Of completed jobs.', 'slowdown_mean', 'slowdown');
  drawComparison('Mean wait by class', 'Of jobs that ran.', 'wait_s_mean', 's');
  drawComparison('99th percentile of slowdown by class', 'Of completed jobs.', 'slowdown_p99', 'slowdown');
  finish();
})();
