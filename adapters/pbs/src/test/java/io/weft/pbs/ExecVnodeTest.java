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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.NodeShare;
import io.weft.manager.StartOrder;
import io.weft.manager.StartToken;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecVnodeTest {
    private static NodeShare share(final String node, final long gpus, final int... cores) {
        final BitSet set = new BitSet();
        for (final int core : cores) {
            set.set(core);
        }
        return new NodeShare(node, set, 0, gpus);
    }

    private static String write(final String select, final NodeShare... shares)
            throws ManagerException, UnsupportedAskException {
        return ExecVnode.write(
                new StartOrder(JobKey.of(7, 1), new StartToken(41, 2), List.of(shares), 0),
                SelectStatement.parse(select));
    }

    @Test
    void shouldNameTokenAndCoresWhenOneChunkIsPlaced() throws Exception {
        assertEquals(
                "(n3:ncpus=4:mem=1gb:weftstart=w41.2/0-2_8)",
                write("1:ncpus=4:mem=1gb:mpiprocs=2", share("n3", 0, 0, 1, 2, 8)));
    }

    @Test
    void shouldPlaceAChunkOnEachNodeWhenThereAreSeveral() throws Exception {
        assertEquals(
                "(n1:ncpus=1:ngpus=1:weftstart=w41.2/3/1)+(n2:ncpus=1:ngpus=1:weftstart=w41.2/5/0)",
                write("2:ncpus=1:ngpus=1", share("n1", 2, 3), share("n2", 1, 5)));
    }

    @Test
    void shouldPlaceSeveralChunksOnANodeWhenTheyFit() throws Exception {
        assertEquals(
                "(n1:ncpus=1:weftstart=w41.2/0-1)+(n1:ncpus=1)+(n2:ncpus=1:weftstart=w41.2/7)",
                write("3:ncpus=1", share("n1", 0, 0, 1), share("n2", 0, 7)));
        assertEquals(
                "(n1:ncpus=2:weftstart=w41.2/0-2)+(n1:ncpus=1)",
                write("1:ncpus=2+1:ncpus=1", share("n1", 0, 0, 1, 2)));
    }

    @Test
    void shouldRefuseWhenTheOrderDoesNotFillTheRequest() {
        assertThrows(ManagerException.class, () -> write("2:ncpus=2", share("n1", 0, 0, 1, 2)));
        assertThrows(ManagerException.class, () -> write("1:ncpus=2", share("n1", 0, 0, 1, 2)));
        assertThrows(ManagerException.class, () -> write("1:ncpus=2", share("n1", 0, 0)));
    }

    @Test
    void shouldRefuseWhenTheTextIsTooLongForACommand() {
        final BitSet cores = new BitSet();
        cores.set(0, 20_000);

        assertThrows(
                ManagerException.class,
                () -> write("20000:ncpus=1:mem=100mb", new NodeShare("n1", cores, 0, 0)));
    }

    @Test
    void shouldReadNodesAndTokenWhenItWroteThem() {
        final String text =
                "(n1:ncpus=1:weftstart=w41.2/0-1)+(n1:ncpus=1)+(vn[2]:ncpus=1+vn[3]:ncpus=2)";

        assertEquals(List.of("n1", "vn[2]", "vn[3]"), ExecVnode.nodes(text));
        assertEquals(new StartToken(41, 2), ExecVnode.token(text));
    }

    @Test
    void shouldReadNoTokenWhenSomebodyElseStartedTheJob() {
        assertNull(ExecVnode.token("(n1:ncpus=1:mem=100mb)"));
        assertNull(ExecVnode.token("(n1:ncpus=1:weftstart=mine/0)"));
        assertNull(ExecVnode.token(""));
    }
}
