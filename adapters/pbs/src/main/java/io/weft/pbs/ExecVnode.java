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
package io.weft.pbs;

import static io.weft.pbs.PbsSettings.START_RESOURCE;

import io.weft.manager.ManagerException;
import io.weft.manager.NodeShare;
import io.weft.manager.StartOrder;
import io.weft.manager.StartToken;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a job runs, in the words of PBS: {@code (n3:ncpus=2:mem=1gb:weftstart=w41.0/0-1)+(…)}, a
 * pair of parentheses for each chunk of its select statement, in order.
 *
 * <p>The token of the order and the cores stand in a resource of the first chunk of each node. So
 * they come to the job in the same instant as the run does, tasks of arrays included, and a run by
 * an order that came late is told from one by a later order. The hook of the moms reads the cores
 * from here.
 */
final class ExecVnode {
    private static final Pattern VNODE = Pattern.compile("[(+]([^:()+]+)");
    private static final Pattern TOKEN =
            Pattern.compile(":" + START_RESOURCE + "=([^:()+/]+)/([0-9_-]+)(?:/([0-9_-]+))?");

    /** Linux takes no longer argument than 131,071 bytes. */
    private static final int LENGTH_MAX = 120_000;

    private ExecVnode() {}

    /**
     * Writes an order.
     *
     * @param order nodes and cores.
     * @param select what the job asks for.
     * @return the text for {@code qrun -H}.
     * @throws ManagerException REFUSED, when the one does not fill the other, or it is too long.
     */
    static String write(final StartOrder order, final SelectStatement select)
            throws ManagerException {
        final StringBuilder text = new StringBuilder();
        int share = 0;
        int left = order.shares().get(0).coreCount();
        boolean isFirst = true;
        for (final Chunk chunk : select.chunks()) {
            for (int i = 0; i < chunk.count(); i++) {
                if (left == 0 && share + 1 < order.shares().size()) {
                    share++;
                    left = order.shares().get(share).coreCount();
                    isFirst = true;
                }
                left -= chunk.coreCount();
                append(text, order, order.shares().get(share), chunk, isFirst);
                isFirst = false;
                if (left < 0 || text.length() > LENGTH_MAX) {
                    throw ManagerException.refused(
                            left < 0
                                    ? order + " does not fit " + select
                                    : "Too many chunks for one command: " + select.chunkCount());
                }
            }
        }
        if (left > 0 || share + 1 < order.shares().size()) {
            throw ManagerException.refused(order + " is more than " + select);
        }
        return text.toString();
    }

    private static void append(
            final StringBuilder text,
            final StartOrder order,
            final NodeShare share,
            final Chunk chunk,
            final boolean isFirst) {
        text.append(text.length() == 0 ? "(" : "+(").append(share.node());
        for (final String name : List.of("ncpus", "mem", "ngpus")) {
            final String value = chunk.resources().get(name);
            if (value != null) {
                text.append(':').append(name).append('=').append(value);
            }
        }
        if (isFirst) {
            text.append(':').append(START_RESOURCE).append('=').append(order.token());
            text.append('/').append(ranges(share.cores()));
            if (share.gpuMask() != 0) {
                final BitSet gpus = BitSet.valueOf(new long[] {share.gpuMask()});
                text.append('/').append(ranges(gpus));
            }
        }
        text.append(')');
    }

    /** Numbers as in 0-3_8: no comma, colon or plus, which mean something to PBS. */
    static String ranges(final BitSet numbers) {
        final StringBuilder text = new StringBuilder();
        for (int first = numbers.nextSetBit(0); first >= 0; ) {
            final int end = numbers.nextClearBit(first);
            text.append(text.length() == 0 ? "" : "_").append(first);
            if (end - first > 1) {
                text.append('-').append(end - 1);
            }
            first = numbers.nextSetBit(end);
        }
        return text.toString();
    }

    /** Names of the nodes in a text, each once, in order. */
    static List<String> nodes(final String text) {
        final Set<String> nodes = new LinkedHashSet<>();
        final Matcher matcher = VNODE.matcher(text);
        while (matcher.find()) {
            nodes.add(matcher.group(1));
        }
        return new ArrayList<>(nodes);
    }

    /** Token in a text, or null. */
    static StartToken token(final String text) {
        final Matcher matcher = TOKEN.matcher(text);
        return matcher.find() ? StartToken.parse(matcher.group(1)) : null;
    }
}
