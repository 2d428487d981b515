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
package io.weft.simulator.scenario;

import io.weft.core.schema.MessageSchema.Block;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slices of allocations in text: {@code n0[0-7],n3[0-1]/4GiB/g[0]} is eight cores of node 0, and
 * two of node 3 with memory and a GPU. Memory and GPUs that are not said are not asked about.
 */
final class SliceText {
    private static final Pattern NODE =
            Pattern.compile("n(\\d{1,9})\\[([^]]*)](?:/([^/g][^/]*))?(?:/g\\[([^]]*)])?");
    private static final int CORES_PER_SLICE = 64;

    private SliceText() {}

    /** Whether a group consists of slices. */
    static boolean isAbout(final Block group) {
        return group.fields().stream().anyMatch(field -> field.name().equals("coreMask"));
    }

    static List<Message> parse(final Block group, final String text) {
        final List<Message> slices = new ArrayList<>();
        for (final String part : Term.split(text, ',')) {
            final Matcher node = NODE.matcher(part);
            if (!node.matches()) {
                throw new IllegalArgumentException(
                        group.name() + "=" + part + ", expected NODE[CORES] such as n0[0-7]");
            }
            addNode(group, node, slices);
        }
        return slices;
    }

    /** As the kernel writes them: memory and GPUs stand on the first slice of a node. */
    private static void addNode(final Block group, final Matcher node, final List<Message> slices) {
        final BitSet cores = NumberList.parse(node.group(2));
        boolean isFirst = true;
        for (int first = 0; first < cores.length(); first += CORES_PER_SLICE) {
            final long mask = NumberList.bits(cores.get(first, first + CORES_PER_SLICE));
            if (mask != 0) {
                final Message slice = new Message(group);
                slice.values().put("nodeId", Long.valueOf(node.group(1)));
                slice.values().put("firstCore", (long) first);
                slice.values().put("coreMask", mask);
                if (isFirst && node.group(3) != null) {
                    slice.values().put("memory", Quantity.parse(node.group(3)));
                }
                if (isFirst && node.group(4) != null) {
                    final long gpus = NumberList.bits(NumberList.parse(node.group(4)));
                    slice.values().put("gpuMask", gpus);
                    slice.values().put("gpuCount", (long) Long.bitCount(gpus));
                }
                slices.add(slice);
                isFirst = false;
            }
        }
    }

    static String text(final List<Message> slices) {
        final StringBuilder text = new StringBuilder();
        int index = 0;
        while (index < slices.size()) {
            int end = index + 1;
            final long nodeId = value(slices.get(index), "nodeId");
            while (end < slices.size() && value(slices.get(end), "nodeId") == nodeId) {
                end++;
            }
            text.append(index == 0 ? "" : ",");
            appendNode(slices.subList(index, end), text);
            index = end;
        }
        return text.toString();
    }

    private static void appendNode(final List<Message> slices, final StringBuilder text) {
        final BitSet cores = new BitSet();
        for (final Message slice : slices) {
            final int first = (int) value(slice, "firstCore");
            BitSet.valueOf(new long[] {value(slice, "coreMask")}).stream()
                    .forEach(core -> cores.set(first + core));
        }
        final Message head = slices.get(0);
        text.append('n').append(value(head, "nodeId"));
        text.append('[').append(NumberList.text(cores)).append(']');
        if (value(head, "memory") > 0) {
            text.append('/').append(Quantity.size(value(head, "memory")));
        }
        if (value(head, "gpuMask") != 0) {
            final BitSet gpus = BitSet.valueOf(new long[] {value(head, "gpuMask")});
            text.append("/g[").append(NumberList.text(gpus)).append(']');
        }
    }

    private static long value(final Message slice, final String field) {
        return slice.values().getOrDefault(field, 0L);
    }
}
