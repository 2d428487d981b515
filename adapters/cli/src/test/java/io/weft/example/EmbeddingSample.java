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
package io.weft.example;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import io.weft.journal.ChronicleJournal;
import io.weft.placement.StandardPolicies;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The embedding sample of the README. */
final class EmbeddingSample {
    private EmbeddingSample() {}

    static String run(final Path directory) {
        final StringBuilder started = new StringBuilder();
        // README: begin
        try (var journal =
                        ChronicleJournal.open(new ChronicleJournal.Context().directory(directory));
                var kernel =
                        Kernel.launch(
                                new KernelContext()
                                        .journal(journal)
                                        .policies(new StandardPolicies()))) {
            InputWriter in = kernel.inputWriter();
            in.setPolicy("easy", 0, 1200, true, true); // C_o = 1.2
            in.defineQueue(new QueueRequest(0).maxMultiplicity(4)); // M = 4
            in.defineNode(0, 12, 64L << 30, 0, 0, 0, -1); // 12 cores, 64 GiB
            in.submitJob(
                    new JobRequest()
                            .jobId(1)
                            .nodes(1, 4)
                            .walltimeNs(TimeUnit.HOURS.toNanos(1))
                            .jobClass(JobClass.INTERACTIVE));

            var starter =
                    new DecisionListener() {
                        @Override
                        public void onStartJob(
                                DecisionStamp stamp,
                                long jobId,
                                ReasonCode reason,
                                int multiplicity,
                                AllocationSlices slices) {
                            while (slices.next()) {
                                started.append(jobId).append(" on node ").append(slices.nodeId());
                                started.append(" cores ").append(slices.coreMask());
                            }
                        }
                    };
            while (started.isEmpty()) {
                kernel.poll(starter, 10);
            }
        }
        // README: end
        return started.toString();
    }
}
