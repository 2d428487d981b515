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

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoreWordsTest {
    @Test
    void shouldNumberTheWordsOfNodesOfAnyWidth() {
        final CoreWords words = new CoreWords(MachineReader.parse("2x12+1x130+1x64"));

        assertEquals(6, words.count());
        assertEquals(0, words.first(0));
        assertEquals(1, words.first(1));
        assertEquals(2, words.first(2));
        assertEquals(5, words.first(3));
        assertEquals(6, words.first(4));
        final int[] nodes = {0, 1, 2, 2, 2, 3};
        for (int word = 0; word < nodes.length; word++) {
            assertEquals(nodes[word], words.node(word));
        }
    }
}
