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

import io.weft.core.explain.Preemption;
import java.io.PrintWriter;
import java.util.List;

/** Preemptions for people, one a line. */
final class PreemptionText {
    private static final int MS_DIGITS = 3;

    private PreemptionText() {}

    static void print(List<Preemption> preemptions, PrintWriter out) {
        if (preemptions.isEmpty()) {
            out.println("No job had to give way.");
        }
        for (Preemption preemption : preemptions) {
            out.println(
                    "position "
                            + preemption.position()
                            + ", at "
                            + Text.seconds(preemption.timeNs())
                            + ": "
                            + job(preemption.victimId(), preemption.ofOtherTenant())
                            + " gives way to "
                            + job(preemption.beneficiaryId(), preemption.ofOtherTenant())
                            + " ("
                            + preemption.way()
                            + ", within "
                            + Text.seconds(preemption.graceNs())
                            + "); lost "
                            + Text.decimal(preemption.workLostCoreMs(), MS_DIGITS)
                            + " core s; "
                            + preemption.reason().code());
        }
    }

    private static String job(Long jobId, boolean isOfOtherTenant) {
        if (jobId == null) {
            return isOfOtherTenant ? "another tenant's job" : "nobody";
        }
        return "job " + jobId;
    }
}
