/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.simulator.report.html;

/**
 * Processes on nodes over time, in a bounded number of cells. A row is a node, or several
 * neighbours where there are many.
 */
final class HeatMap {
    /** A byte of this much is the largest multiplicity of the run. */
    static final int BYTE_MAX = 250;

    private static final int ROWS_MAX = 256;
    private static final int COLUMNS_MAX = 4096;

    private final int nodesPerRow;
    private final TimeBins[] rows;
    private final long[] rowCores;

    private HeatMap(final RunResult run, final int cellCountMax) {
        final int nodeCount = run.nodeCores().length;
        nodesPerRow = Math.max(1, (nodeCount + ROWS_MAX - 1) / ROWS_MAX);
        rows = new TimeBins[(nodeCount + nodesPerRow - 1) / nodesPerRow];
        rowCores = new long[rows.length];
        final int columnCount =
                Math.max(1, Math.min(COLUMNS_MAX, cellCountMax / Math.max(1, rows.length)));
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new TimeBins(run.beginNs(), run.endNs(), columnCount);
        }
        for (int node = 0; node < nodeCount; node++) {
            rowCores[node / nodesPerRow] += run.nodeCores()[node];
        }
    }

    /**
     * The map of a run; costs the cells that its jobs cover.
     *
     * @param run to be drawn
     * @param cellCountMax how many cells there may be
     */
    static HeatMap of(final RunResult run, final int cellCountMax) {
        final HeatMap map = new HeatMap(run, cellCountMax);
        for (final JobResult job : run.jobs()) {
            for (int range = job.firstRange(); range < job.rangeEnd(); range++) {
                map.rows[run.ranges().node(range) / map.nodesPerRow].add(
                        job.startNs(), job.endNs(), run.ranges().coreCount(range));
            }
        }
        return map;
    }

    int rowCount() {
        return rows.length;
    }

    int columnCount() {
        return rows.length == 0 ? 0 : rows[0].count();
    }

    double columnS() {
        return rows.length == 0 ? 0 : rows[0].widthS();
    }

    int nodesPerRow() {
        return nodesPerRow;
    }

    /** Processes times seconds in a cell. */
    double processS(final int row, final int column) {
        return rows[row].integral(column);
    }

    /** Processes a core in a cell, on the average. */
    double multiplicity(final int row, final int column) {
        return rows[row].mean(column) / Math.max(1, rowCores[row]);
    }

    /**
     * A byte a cell, row by row.
     *
     * @param multiplicityMax that {@link #BYTE_MAX} stands for
     */
    byte[] bytes(final double multiplicityMax) {
        final byte[] bytes = new byte[rowCount() * columnCount()];
        int i = 0;
        for (int row = 0; row < rowCount(); row++) {
            for (int column = 0; column < columnCount(); column++) {
                final double share = multiplicity(row, column) / multiplicityMax;
                bytes[i++] = (byte) Math.min(BYTE_MAX, Math.ceil(share * BYTE_MAX));
            }
        }
        return bytes;
    }
}
