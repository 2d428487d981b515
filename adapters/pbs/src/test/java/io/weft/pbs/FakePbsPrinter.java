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

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Prints as qstat and pbsnodes of OpenPBS 23.06 do with {@code -F dsv}. */
final class FakePbsPrinter {
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private final StringBuilder text = new StringBuilder();
    private final String delimiter;

    FakePbsPrinter(final String delimiter) {
        this.delimiter = delimiter;
    }

    static String date(final long timeS) {
        return CTIME.format(LocalDateTime.ofEpochSecond(timeS, 0, ZoneOffset.UTC));
    }

    void job(final FakePbsJob job) {
        text.append("Job Id: ").append(job.id).append(".vm");
        field("Job_Name", "STDIN");
        field("Job_Owner", job.owner + "@vm");
        if (job.isOnNodes()) {
            field("resources_used.cpupercent", "100");
            field("resources_used.ncpus", "1");
        }
        field("job_state", "" + job.state);
        field("queue", job.queue);
        field("server", "vm");
        field("ctime", date(job.submitTimeS));
        field("exec_vnode", job.execVnode);
        if (job.beginS > 0) {
            field("Execution_Time", date(job.beginS));
        }
        final boolean hasRun = job.array != null && job.runCount > 0;
        field("Hold_Types", hasRun ? "" : job.array != null ? job.array.holds : job.holds);
        field("Priority", "0");
        field("qtime", date(job.submitTimeS));
        field("Rerunable", job.isRerunnable ? "True" : "False");
        field("Resource_List.ncpus", "1");
        field("Resource_List.place", job.place);
        field("Resource_List.select", job.select);
        field("Resource_List.walltime", job.walltime);
        field("schedselect", job.select);
        field("stime", job.startS > 0 ? date(job.startS) : "");
        field("substate", "" + job.substate);
        field("Variable_List", job.variables);
        field("euser", job.owner);
        field("comment", job.comment);
        field("run_count", job.runCount > 0 ? "" + job.runCount : "");
        field("Exit_status", job.exitStatus == null ? "" : "" + job.exitStatus);
        field("project", "_pbs_project_default");
        text.append('\n');
    }

    void node(final String name, final String state, final Map<String, String> available) {
        text.append("Name=").append(name);
        field("Mom", "vm");
        field("Port", "15002");
        field("ntype", "PBS");
        field("state", state);
        available.forEach((resource, value) -> field("resources_available." + resource, value));
        field("sharing", "default_shared");
        text.append('\n');
    }

    /** An attribute that is set. */
    private void field(final String name, final String value) {
        if (!value.isEmpty()) {
            text.append(delimiter).append(name).append('=').append(value);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
