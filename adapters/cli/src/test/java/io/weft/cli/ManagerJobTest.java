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
package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.NameKind;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.JournalVerifier;
import io.weft.manager.Bridge;
import io.weft.manager.BridgeListener;
import io.weft.manager.BridgeSettings;
import io.weft.manager.BridgeSnapshots;
import io.weft.manager.JobKey;
import io.weft.manager.ResourceManager;
import io.weft.placement.StandardPolicies;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerJobTest {
    private static final JobKey KEY = new JobKey(12, 3, 1_700_000_000);

    @TempDir private Path folder;

    private long nowNs = 1_700_000_000_000_000_000L;

    /** Job 12_3 comes, what is known is kept, and then the journal forgets how it came. */
    private void write() {
        BridgeSnapshots snapshots = BridgeSnapshots.of(folder, 1000);
        ResourceManager manager =
                (ResourceManager)
                        Proxy.newProxyInstance(
                                ManagerJobTest.class.getClassLoader(),
                                new Class<?>[] {ResourceManager.class},
                                (proxy, method, arguments) -> {
                                    throw new AssertionError(method);
                                });
        try (ChronicleJournal journal =
                        ChronicleJournal.open(
                                new ChronicleJournal.Context()
                                        .directory(folder)
                                        .rollEntries(10)
                                        .removeReleased(true));
                Bridge bridge =
                        new Bridge(
                                new KernelContext()
                                        .limits(new Limits().nodeCount(4).coresPerNode(8))
                                        .policies(new StandardPolicies()),
                                journal,
                                () -> nowNs,
                                BridgeSettings.of(List.of(), "easy"),
                                manager,
                                new BridgeListener() {},
                                snapshots)) {
            InputWriter in = bridge.kernel().inputWriter();
            in.defineName(0, NameKind.QUEUE, "main");
            in.defineQueue(new QueueRequest(0).nameId(0));
            in.defineName(1, NameKind.NODE, "n0");
            in.defineNode(0, 8, 1 << 30, 0, 0, 0, 1);
            in.setPolicy("easy", 0, 1200, false, false);
            in.submitJob(
                    new JobRequest().jobId(KEY.jobId()).nodes(1, 8).walltimeNs(3_600_000_000_000L));
            run(bridge.kernel());
            bridge.snapshot();
            for (int i = 0; i < 40; i++) {
                nowNs++;
                in.clock(false);
                run(bridge.kernel());
            }
            journal.release(30);
        }
    }

    private static void run(Kernel kernel) {
        while (kernel.doWork() + kernel.poll(new DecisionListener() {}, 10) > 0) {
            // Until nothing is left to do.
        }
    }

    private long find(String text) {
        try (ChronicleJournal journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context().directory(folder).readOnly(true))) {
            return ManagerJob.of(text).idIn(journal, folder);
        }
    }

    @Test
    void shouldFindAJobWhoseSubmissionTheJournalHasForgotten() {
        write();

        assertTrue(JournalVerifier.verify(folder).firstPosition() > 20);
        assertEquals(KEY.jobId(), find("12_3"));
        assertEquals(KEY.jobId(), find("12[3].server"));
        String text = assertThrows(Failure.class, () -> find("13")).getMessage();
        assertTrue(text.contains("which begins at position"), text);
    }

    @Test
    void shouldKeepWhatABridgeKnowsWhenTheJournalIsRepaired(@TempDir Path repaired) {
        write();

        Weft.runWell("journal", "repair", folder, repaired);

        assertEquals(
                BridgeSnapshots.of(folder, 1).newestPosition(),
                BridgeSnapshots.of(repaired, 1).newestPosition());
        assertEquals(List.of(KEY.jobId()), List.of(BridgeSnapshots.of(repaired, 1).jobIds()[0]));
    }
}
