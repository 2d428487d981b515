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
package io.weft.pbs.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.wire.JobClass;
import io.weft.manager.QueueSpec;
import io.weft.manager.command.CommandResult;
import io.weft.manager.daemon.Finding;
import io.weft.manager.daemon.Finding.Severity;
import io.weft.pbs.PbsSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of qmgr are those of OpenPBS 23.06.06. */
class PbsExamTest {
    private final Map<String, CommandResult> answers = new HashMap<>();
    private String conf = "PBS_EXEC=/opt/pbs\nPBS_AUTH_METHOD=munge\n";

    @BeforeEach
    void asItShouldBe() {
        answer(
                "list server",
                "Server vm\n    server_state = Idle\n    scheduling = False\n"
                        + "    query_other_jobs = True\n    job_history_enable = True\n"
                        + "    job_history_duration = 02:00:00\n\n");
        answer("list sched", "Sched default\n    sched_host = vm\n    scheduling = False\n\n");
        answer("list resource weftstart", "Resource weftstart\n    type = string\n    flag = rm\n");
        answer("list resource weftclass", "Resource weftclass\n    type = string\n");
        answer("list hook weft_bind", "Hook weft_bind\n    enabled = true\n");
        answer("list hook weft_guard", "Hook weft_guard\n    enabled = true\n");
        answer("list queue workq", "Queue workq\n    queue_type = Execution\n    enabled = True\n");
    }

    private void answer(final String directive, final String text) {
        answers.put(directive, new CommandResult(0, text, ""));
    }

    private List<String> troubles() {
        return new PbsExam(
                        (command, timeoutNs) ->
                                answers.getOrDefault(
                                        command.get(2),
                                        new CommandResult(
                                                1, "", "qmgr obj=x svr=default: Unknown\n")),
                        PbsSettings.of("/opt/pbs/bin"),
                        List.of(new QueueSpec("workq", 4, 0, JobClass.BATCH, List.of())),
                        "",
                        path -> conf)
                .examine().stream()
                        .filter(finding -> finding.severity() != Severity.OK)
                        .map(PbsExamTest::text)
                        .toList();
    }

    private static String text(final Finding finding) {
        return finding.severity() + " " + finding.subject();
    }

    @Test
    void shouldFindNothingWhenAllIsAsItShouldBe() {
        assertEquals(List.of(), troubles());
    }

    @Test
    void shouldFindEachWhenItIsMissing() {
        answers.keySet().removeIf(directive -> !directive.equals("list server"));
        answer("list server", "Server vm\n    scheduling = True\n");
        conf = "PBS_EXEC=/opt/pbs\n";

        assertEquals(
                List.of(
                        "WARNING PBS_AUTH_METHOD",
                        "ERROR scheduling",
                        "ERROR job_history_enable",
                        "NOTE job_history_duration",
                        "WARNING query_other_jobs",
                        "ERROR resource weftstart",
                        "NOTE resource weftclass",
                        "WARNING hook weft_bind",
                        "WARNING hook weft_guard",
                        "ERROR queue workq"),
                troubles());
    }

    @Test
    void shouldFindAPartitionsSchedulerWhenItSchedules() {
        answer(
                "list sched",
                "Sched default\n    scheduling = False\nSched p\n    scheduling = True\n");

        assertEquals(List.of("ERROR sched"), troubles());
    }

    @Test
    void shouldFindAResourceThatUsersCanSetWhenItsFlagsAreWrong() {
        answer("list resource weftstart", "Resource weftstart\n    type = string\n    flag = m\n");

        assertEquals(List.of("ERROR resource weftstart"), troubles());
    }

    @Test
    void shouldFindARoutingQueueWhenItIsToBeManaged() {
        answer("list queue workq", "Queue workq\n    queue_type = Route\n    enabled = True\n");

        assertEquals(List.of("ERROR queue workq"), troubles());
    }

    @Test
    void shouldFindNothingElseWhenTheServerIsDown() {
        answers.put(
                "list server",
                new CommandResult(2, "", "Connection refused\nqmgr: cannot connect to server \n"));

        assertEquals(List.of("ERROR pbs_server"), troubles());
    }
}
