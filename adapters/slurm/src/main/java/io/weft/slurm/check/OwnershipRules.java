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
package io.weft.slurm.check;

import io.weft.manager.QueueSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** That jobs of managed partitions wait for Weft, that it may start them, and binds their cores. */
final class OwnershipRules {
    private static final String SCRIPT = "job_submit.lua";
    private static final String CORES = "weft-cores";
    private static final Pattern MANAGED =
            Pattern.compile("local\\s+MANAGED\\s*=\\s*\\{([^}]*)\\}");
    private static final Pattern GUARD = Pattern.compile("(?m)^-- weft: guard (\\d{1,6})$");

    /** Of the job_submit.lua that comes with this Weft; it says so itself. */
    private static final int GUARD_VERSION = 2;

    private static final Pattern NAME = Pattern.compile("[\"']([^\"']*)[\"']");

    private OwnershipRules() {}

    static void examine(
            final ClusterFacts facts,
            final ExamPlan plan,
            final Function<String, String> files,
            final Findings findings) {
        user(facts, plan, findings);
        submission(facts, plan, files, findings);
        script("Prolog", facts, files, findings);
        script("TaskProlog", facts, files, findings);
        script("Epilog", facts, files, findings);
        if (facts.has("PrologFlags", "Alloc")) {
            findings.ok("PrologFlags", facts.value("PrologFlags"));
        } else {
            findings.warning(
                    "PrologFlags",
                    facts.value("PrologFlags"),
                    "PrologFlags=Alloc",
                    "on the other nodes of a job the prolog comes with its first step, and on none"
                            + " of salloc's before");
        }
    }

    private static void user(
            final ClusterFacts facts, final ExamPlan plan, final Findings findings) {
        final String owner = facts.value("SlurmUser").replaceFirst("\\(.*", "");
        if (plan.user().equals("root") || plan.user().equals(owner)) {
            findings.ok("user", plan.user());
        } else {
            findings.error(
                    "user",
                    plan.user(),
                    "run Weft as root or as SlurmUser=" + owner,
                    "nobody else may release other users' jobs");
        }
    }

    private static void submission(
            final ClusterFacts facts,
            final ExamPlan plan,
            final Function<String, String> files,
            final Findings findings) {
        if (!facts.has("JobSubmitPlugins", "lua")
                && !facts.has("JobSubmitPlugins", "job_submit/lua")) {
            findings.error(
                    "JobSubmitPlugins",
                    facts.value("JobSubmitPlugins"),
                    "JobSubmitPlugins=lua, and Weft's " + SCRIPT + " beside slurm.conf",
                    "jobs are not held when they are submitted: Slurm starts them itself");
            return;
        }
        final String conf = facts.value("SLURM_CONF");
        final String path = conf.substring(0, conf.lastIndexOf('/') + 1) + SCRIPT;
        final String text = files.apply(path);
        final Matcher list = MANAGED.matcher(text == null ? "" : text);
        if (text == null) {
            findings.error(
                    SCRIPT, path, "copy Weft's there; `weft slurm init` writes it", "not readable");
        } else if (!list.find()) {
            findings.error(
                    SCRIPT,
                    path,
                    "merge Weft's into it; `weft slurm init` writes it",
                    "it has no list MANAGED of partitions whose jobs wait for Weft");
        } else {
            partitions(path, names(list.group(1)), plan, findings);
            guard(path, text, plan, findings);
        }
    }

    private static void guard(
            final String path, final String text, final ExamPlan plan, final Findings findings) {
        final Matcher matcher = GUARD.matcher(text);
        final int version = matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
        if (version >= GUARD_VERSION) {
            findings.ok(SCRIPT, "guard " + version);
        } else if (plan.isGuarded()) {
            findings.error(
                    SCRIPT,
                    "guard " + version,
                    "copy it again to " + path + "; `weft slurm init` writes it",
                    "older than this Weft: no job is started; else guarded-start=false");
        } else {
            findings.note(
                    SCRIPT,
                    "guard " + version,
                    "copy it again to " + path + ", and guarded-start=true",
                    "older than this Weft: a start takes three commands");
        }
    }

    private static List<String> names(final String list) {
        final List<String> names = new ArrayList<>();
        final Matcher matcher = NAME.matcher(list);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static void partitions(
            final String path,
            final List<String> held,
            final ExamPlan plan,
            final Findings findings) {
        final List<String> managed = plan.queues().stream().map(QueueSpec::name).toList();
        final List<String> missing = managed.stream().filter(n -> !held.contains(n)).toList();
        final List<String> more = held.stream().filter(n -> !managed.contains(n)).toList();
        if (!missing.isEmpty()) {
            findings.error(
                    SCRIPT,
                    "MANAGED without " + String.join(", ", missing),
                    "add them to MANAGED in " + path,
                    "their jobs are not held: Slurm starts them itself");
        }
        if (!more.isEmpty()) {
            findings.error(
                    SCRIPT,
                    "MANAGED with " + String.join(", ", more),
                    "take them out of MANAGED in " + path + ", or add a [[queue]] for each",
                    "their jobs are held, and nobody starts them");
        }
        if (missing.isEmpty() && more.isEmpty()) {
            findings.ok(SCRIPT, "MANAGED " + String.join(", ", held));
        }
    }

    private static void script(
            final String key,
            final ClusterFacts facts,
            final Function<String, String> files,
            final Findings findings) {
        final String path = facts.value(key);
        final String text = path.isEmpty() ? null : files.apply(path);
        if (text != null && text.contains(CORES)) {
            findings.ok(key, path);
        } else if (path.isEmpty() || text != null) {
            findings.warning(
                    key,
                    path,
                    key + "= Weft's, or one that calls it; `weft slurm init` writes it",
                    "jobs are not bound to the cores that Weft chose: they share, but on others");
        } else {
            findings.note(key, path, "", "not readable here; it must call Weft's, on every node");
        }
    }
}
