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
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import io.weft.manager.NodeShare;
import io.weft.manager.StartToken;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobCommentTest {
    private static final StartToken TOKEN = new StartToken(812, 3);

    private static NodeShare share(final String node, final long cores) {
        return new NodeShare(node, BitSet.valueOf(new long[] {cores}), 0, 0);
    }

    @Test
    void shouldWriteCoresByNode() {
        final String text =
                JobComment.text(
                        TOKEN,
                        1795288727,
                        JobClass.INTERACTIVE,
                        0,
                        List.of(
                                share("n1", 0b100111),
                                share("n2", 0b100111),
                                share("n7", 0b10000)));

        assertEquals("weft:w812.3:1795288727:i:n[1-2]=0-2,5;n7=4", text);
        final JobComment read = JobComment.parse(text + "|class=batch");
        assertEquals(new JobComment(false, TOKEN, 1795288727, JobClass.BATCH, 0), read);
        assertEquals(JobClass.INTERACTIVE, JobComment.parse(text + "|class=none").classHint());
    }

    @Test
    void shouldLeaveOutCoresThatDoNotFit() {
        final List<NodeShare> shares = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            shares.add(share("node" + i, i + 1));
        }

        final String text = JobComment.text(TOKEN, 7, null, 0, shares);
        assertEquals("weft:w812.3:7:-:-", text);
        assertFalse(JobComment.hasCores(text));
        assertTrue(JobComment.hasCores(JobComment.text(TOKEN, 7, null, 0, shares.subList(0, 2))));
    }

    @Test
    void shouldKeepTheLimitOfTheUser() {
        final String text =
                JobComment.text(TOKEN, 7, JobClass.URGENT, 36_000, List.of(share("n1", 1)));

        assertEquals("weft:w812.3:7:u600:n1=0", text);
        assertEquals(
                new JobComment(false, TOKEN, 7, JobClass.URGENT, 36_000), JobComment.parse(text));
        final JobComment held = JobComment.parse("weft:hold:w812.3:7:-5:n1=0|x");
        assertEquals(new JobComment(true, TOKEN, 7, null, 300), held);
    }

    @Test
    void shouldReadTheHoldOfAUser() {
        assertTrue(JobComment.parse("weft:hold").isHeld());
        assertTrue(JobComment.parse("weft:hold|class=urgent").isHeld());
        final JobComment later = JobComment.parse("weft:hold:w812.3:7:-:n1=0|x");
        assertEquals(new JobComment(true, TOKEN, 7, null, 0), later);
        assertNull(JobComment.parse("weft:").token());
    }

    @Test
    void shouldHoldForTheUserAndKeepTheRest() {
        assertEquals("weft:hold", JobComment.parse("class=urgent").heldText());
        assertEquals("weft:hold", JobComment.parse("weft:hold|x").heldText());
        final JobComment run = JobComment.parse("weft:w812.3:7:i:n1=0|x");
        assertEquals("weft:hold:w812.3:7:i:", run.heldText());
        final JobComment held = JobComment.parse(run.heldText() + "|x");
        assertEquals(new JobComment(true, TOKEN, 7, JobClass.INTERACTIVE, 0), held);
        assertEquals(run.heldText(), held.heldText());
        assertEquals(
                "weft:hold:w812.3:7:b600:", JobComment.parse("weft:w812.3:7:b600:-").heldText());
    }

    @Test
    void shouldReadSinceWhenTheControllerIsUp() {
        final String before = "Configuration data as of 1795300764\nBcastParameters = (null)\n";
        assertEquals(
                1_795_300_761_000_000_000L,
                BootTime.upSinceNs(before + "BOOT_TIME               = 1795300760\nX = 1\n"));
        assertEquals(
                Long.MAX_VALUE,
                BootTime.upSinceNs(before + "BOOT_TIME               = 2026-11-21T19:18:26\n"));
        assertEquals(Long.MAX_VALUE, BootTime.upSinceNs(""));
    }

    @Test
    void shouldFindAClassInAComment() {
        assertEquals(JobClass.URGENT, JobComment.parse("run 7, class=urgent").classHint());
        assertEquals(JobClass.BATCH, JobComment.parse("class=batch;x").classHint());
        assertNull(JobComment.parse("subclass=urgent class=urgently").classHint());
        assertNull(JobComment.parse("").classHint());
    }

    @Test
    void shouldTakeNothingFromBehindTheBar() {
        final JobComment read = JobComment.parse("x|weft:w1.1:2:b:n1=0");

        assertEquals(new JobComment(false, null, JobComment.NULL_TIME, null, 0), read);
    }
}
