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
package io.weft.simulator;

import io.weft.core.memory.CorePlanes;
import io.weft.simulator.MachineDescription.NodeGroup;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The cores of the whole machine in words of 64, the words of a node one after the other, so that
 * one number names 64 cores and the machine is to {@link CorePlanes} one very wide node.
 */
final class CoreWords {
    private static final int WORDS_PER_LINE = CorePlanes.CORES_PER_LINE / 64;

    private final int[] firstWords;

    CoreWords(final MachineDescription machine) {
        firstWords = new int[machine.nodeCount() + 1];
        int node = 0;
        int word = 0;
        for (final NodeGroup group : machine.groups()) {
            for (int i = 0; i < group.count(); i++) {
                firstWords[node++] = word;
                word = Math.addExact(word, CorePlanes.wordCount(group.cores()));
            }
        }
        firstWords[node] = word;
    }

    /** Words of all nodes. */
    int count() {
        return firstWords[firstWords.length - 1];
    }

    /** First word of a node; of the node after the last one, one past the last word. */
    int first(final int node) {
        return firstWords[node];
    }

    /** Node of a word. */
    int node(final int word) {
        // A node has at least one word, so the first words are strictly ascending.
        final int found = Arrays.binarySearch(firstWords, word);
        return found >= 0 ? found : -found - 2;
    }

    /** A counter for every core, all 0. */
    UnsafeBuffer newPlanes() {
        final long lines = (count() + WORDS_PER_LINE - 1L) / WORDS_PER_LINE;
        return new UnsafeBuffer(
                new byte[Math.toIntExact(Math.multiplyExact(lines, CorePlanes.LINE_LENGTH))]);
    }
}
