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
package io.weft.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProposalTest {
    private final Proposal proposal = new Proposal(3, 16);

    @Test
    void shouldKeepWhatWasPutForEveryNodeAndWord() {
        for (int i = 0; i < 3; i++) {
            assertEquals(i, proposal.addNode(10 + i, 1L << 40 + i, 20 + i));
            for (int word = 0; word < 16; word++) {
                proposal.mask(i, word, 100L * i + word + 1);
            }
        }

        assertEquals(3, proposal.nodeCount());
        for (int i = 0; i < 3; i++) {
            assertEquals(10 + i, proposal.nodeRow(i));
            assertEquals(1L << 40 + i, proposal.memory(i));
            assertEquals(20 + i, proposal.gpuCount(i));
            for (int word = 0; word < 16; word++) {
                assertEquals(100L * i + word + 1, proposal.mask(i, word));
            }
        }
    }

    @Test
    void shouldForgetCoresOfFormerNodesWhenCleared() {
        for (int i = 0; i < 3; i++) {
            proposal.addNode(i, 1, 1);
            for (int word = 0; word < 16; word++) {
                proposal.mask(i, word, -1L);
            }
        }

        proposal.clear();

        assertEquals(0, proposal.nodeCount());
        assertEquals(0, proposal.addNode(7, 0, 0));
        assertEquals(1, proposal.addNode(8, 0, 0));
        proposal.mask(0, 3, 5);
        for (int word = 0; word < 16; word++) {
            assertEquals(word == 3 ? 5 : 0, proposal.mask(0, word));
            assertEquals(0, proposal.mask(1, word));
        }
    }

    @Test
    void shouldReplaceCoresWhenSetAgain() {
        proposal.addNode(0, 0, 0);
        proposal.mask(0, 15, 6);
        proposal.mask(0, 15, 1);

        assertEquals(1, proposal.mask(0, 15));
    }
}
