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
package io.weft.cli.debug;

import io.weft.core.debug.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How full the nodes are: a row is a node, or several neighbours where there are many.
 *
 * @param nodesPerRow neighbours that share a row
 * @param multiplicityMax the highest of all cores
 * @param rows in the order of the nodes
 */
record HeatMap(int nodesPerRow, int multiplicityMax, List<Row> rows) {
    static final int ROWS = 256;
    private static final int WIDTH = 40;

    /**
     * Some nodes.
     *
     * @param firstNodeId of the first
     * @param lastNodeId of the last
     * @param upCount that are up
     * @param nodeCount of them all
     * @param coresAt cores with 0, 1, 2, … processes
     */
    record Row(
            int firstNodeId, int lastNodeId, int upCount, int nodeCount, List<Integer> coresAt) {}

    static HeatMap of(List<NodeView> nodes, int rowsMax) {
        int perRow = Math.max(1, (nodes.size() + rowsMax - 1) / rowsMax);
        int multiplicityMax = 0;
        List<Row> rows = new ArrayList<>();
        for (int first = 0; first < nodes.size(); first += perRow) {
            Row row = row(nodes.subList(first, Math.min(nodes.size(), first + perRow)));
            multiplicityMax = Math.max(multiplicityMax, row.coresAt().size() - 1);
            rows.add(row);
        }
        return new HeatMap(perRow, multiplicityMax, rows);
    }

    private static Row row(List<NodeView> nodes) {
        List<Integer> coresAt = new ArrayList<>();
        int upCount = 0;
        for (NodeView node : nodes) {
            upCount += node.state().equals("UP") ? 1 : 0;
            for (int m = 0; m < node.coresAt().size(); m++) {
                if (m == coresAt.size()) {
                    coresAt.add(0);
                }
                coresAt.set(m, coresAt.get(m) + node.coresAt().get(m));
            }
        }
        NodeView last = nodes.get(nodes.size() - 1);
        return new Row(nodes.get(0).nodeId(), last.nodeId(), upCount, nodes.size(), coresAt);
    }

    /** A bar a row, in which a character is a share of the cores: its multiplicity, or a point. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            String name =
                    row.firstNodeId() == row.lastNodeId()
                            ? "node " + row.firstNodeId()
                            : "nodes " + row.firstNodeId() + "-" + row.lastNodeId();
            String closed = row.upCount() == row.nodeCount() ? "" : "  " + closed(row);
            lines.add(String.format(Locale.ROOT, "%-18s|%s|%s", name, bar(row), closed));
        }
        lines.add("a character is a share of the cores: . idle, else the processes on each");
        return lines;
    }

    private static String closed(Row row) {
        return (row.nodeCount() - row.upCount()) + " not up";
    }

    private static String bar(Row row) {
        long total = row.coresAt().stream().mapToLong(Integer::longValue).sum();
        StringBuilder bar = new StringBuilder();
        long sum = 0;
        for (int m = row.coresAt().size() - 1; m >= 0; m--) {
            sum += row.coresAt().get(m);
            long end = (sum * WIDTH + total / 2) / total;
            while (bar.length() < end) {
                bar.append(m == 0 ? '.' : Character.forDigit(Math.min(m, 35), 36));
            }
        }
        return bar.toString();
    }
}
