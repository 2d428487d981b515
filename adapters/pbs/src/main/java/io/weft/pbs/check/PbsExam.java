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

import io.weft.manager.ManagerException;
import io.weft.manager.QueueSpec;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import io.weft.manager.daemon.Finding;
import io.weft.manager.daemon.Finding.Severity;
import io.weft.manager.daemon.SiteExam;
import io.weft.pbs.PbsSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Examines a PBS: asks the server what Weft needs of it, with commands that only read. Takes some
 * 200 ms, or the time limit of a command when the server does not answer.
 */
public final class PbsExam implements SiteExam {
    private static final String CONF_DEFAULT = "/etc/pbs.conf";
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s+(\\S+) = (.*)");
    private static final Pattern MUNGE = Pattern.compile("(?m)^\\s*PBS_AUTH_METHOD=munge\\s*$");

    private final CommandRunner runner;
    private final PbsSettings settings;
    private final List<QueueSpec> queues;
    private final String configuration;
    private final Function<String, String> files;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * An exam.
     *
     * @param runner of the programs of PBS.
     * @param settings where they are.
     * @param queues that Weft is to manage.
     * @param configuration path of pbs.conf; empty for the usual one.
     * @param files text of a file by its path, or null when it cannot be read.
     */
    public PbsExam(
            final CommandRunner runner,
            final PbsSettings settings,
            final List<QueueSpec> queues,
            final String configuration,
            final Function<String, String> files) {
        this.runner = runner;
        this.settings = settings;
        this.queues = List.copyOf(queues);
        this.configuration = configuration.isEmpty() ? CONF_DEFAULT : configuration;
        this.files = files;
    }

    @Override
    public List<Finding> examine() {
        findings.clear();
        authentication();
        try {
            server();
            schedulers();
            startResource();
            classResource();
            hooks();
            for (final QueueSpec queue : queues) {
                queue(queue.name());
            }
        } catch (final ManagerException ex) {
            add(
                    Severity.ERROR,
                    "pbs_server",
                    ex.getMessage(),
                    "start pbs_server, and see that `qmgr -c \"list server\"` answers here",
                    "nothing else can be looked at");
        }
        return List.copyOf(findings);
    }

    private void add(
            final Severity severity,
            final String subject,
            final String value,
            final String change,
            final String why) {
        findings.add(new Finding(severity, subject, value, change, why));
    }

    private void authentication() {
        final String text = files.apply(configuration);
        if (text == null) {
            add(Severity.NOTE, "pbs.conf", configuration, "", "not readable");
        } else if (MUNGE.matcher(text).find()) {
            findings.add(Finding.ok("PBS_AUTH_METHOD", "munge"));
        } else {
            add(
                    Severity.WARNING,
                    "PBS_AUTH_METHOD",
                    "not munge",
                    "PBS_AUTH_METHOD=munge in " + configuration,
                    "each command takes a reserved port; after some 400 in a minute all wait");
        }
    }

    private void server() throws ManagerException {
        final Map<String, String> server = attributes("list server");
        findings.add(Finding.ok("pbs_server", "answers"));
        final boolean isOff = server.getOrDefault("scheduling", "").equalsIgnoreCase("False");
        if (isOff) {
            findings.add(Finding.ok("scheduling", "False"));
        } else {
            add(
                    Severity.ERROR,
                    "scheduling",
                    server.getOrDefault("scheduling", ""),
                    "qmgr -c \"set server scheduling = False\"",
                    "pbs_sched starts jobs that Weft starts too, where it does not look");
        }
        if ("True".equals(server.get("job_history_enable"))) {
            findings.add(Finding.ok("job_history_enable", "True"));
        } else {
            add(
                    Severity.ERROR,
                    "job_history_enable",
                    server.getOrDefault("job_history_enable", ""),
                    "qmgr -c \"set server job_history_enable = True\"",
                    "nobody can tell how a job ended, nor that it did");
        }
        if (!server.containsKey("job_history_duration")) {
            add(
                    Severity.NOTE,
                    "job_history_duration",
                    "",
                    "qmgr -c \"set server job_history_duration = 02:00:00\"",
                    "the first look of a daemon reads all of it, two weeks by default");
        }
        if (!"True".equals(server.get("query_other_jobs"))) {
            add(
                    Severity.WARNING,
                    "query_other_jobs",
                    server.getOrDefault("query_other_jobs", ""),
                    "qmgr -c \"set server query_other_jobs = True\"",
                    "who is no manager sees no jobs but his own");
        }
    }

    private void schedulers() throws ManagerException {
        if (qmgr("list sched").output().toLowerCase(Locale.ROOT).contains("scheduling = true")) {
            add(
                    Severity.ERROR,
                    "sched",
                    "scheduling = True",
                    "qmgr -c \"set sched NAME scheduling = False\"",
                    "a scheduler of a partition starts jobs that Weft starts too");
        }
    }

    private void startResource() throws ManagerException {
        final String name = PbsSettings.START_RESOURCE;
        final Map<String, String> resource = attributes("list resource " + name);
        final String flag = resource.getOrDefault("flag", "");
        final boolean isRight =
                "string".equals(resource.get("type")) && flag.contains("m") && flag.contains("r");
        if (isRight) {
            findings.add(Finding.ok("resource " + name, "string, " + flag));
        } else {
            add(
                    Severity.ERROR,
                    "resource " + name,
                    resource.isEmpty() ? "" : resource.toString(),
                    "qmgr < weft.qmgr",
                    "no start is taken: it carries the order and the cores");
        }
    }

    private void classResource() throws ManagerException {
        final String name = settings.classResource();
        if (attributes("list resource " + name).isEmpty()) {
            add(
                    Severity.NOTE,
                    "resource " + name,
                    "",
                    "qmgr < weft.qmgr",
                    "users cannot name a class; that of the queue counts");
        } else {
            findings.add(Finding.ok("resource " + name, "there"));
        }
    }

    private void hooks() throws ManagerException {
        hook("weft_bind", "jobs run on any core, as the mom or the system puts them");
        hook("weft_guard", "an order that comes late may start a second copy of a suspended job");
    }

    private void hook(final String name, final String why) throws ManagerException {
        final CommandResult result = qmgr("list hook " + name);
        if (result.isSuccess() && result.output().contains("enabled = true")) {
            findings.add(Finding.ok("hook " + name, "enabled"));
        } else if (result.error().contains("unauthorized")) {
            add(Severity.NOTE, "hook " + name, "", "", "only root may look at hooks");
        } else {
            add(Severity.WARNING, "hook " + name, "", "qmgr < weft.qmgr", why);
        }
    }

    private void queue(final String name) throws ManagerException {
        final Map<String, String> queue = attributes("list queue " + name);
        final String subject = "queue " + name;
        if (queue.isEmpty()) {
            add(
                    Severity.ERROR,
                    subject,
                    "",
                    "create it, or take it out of the configuration",
                    "there is none");
        } else if (!"Execution".equals(queue.get("queue_type"))) {
            add(
                    Severity.ERROR,
                    subject,
                    queue.getOrDefault("queue_type", ""),
                    "name the execution queues that it routes to",
                    "jobs do not wait in it");
        } else if ("False".equals(queue.get("enabled"))) {
            add(Severity.WARNING, subject, "disabled", "qenable " + name, "it takes no jobs");
        } else {
            findings.add(Finding.ok(subject, "there"));
        }
    }

    private CommandResult qmgr(final String directive) throws ManagerException {
        return runner.run(
                List.of(settings.binDirectory() + "/qmgr", "-c", directive),
                settings.commandTimeoutNs());
    }

    /** Attributes of one thing; none when there is no such thing. */
    private Map<String, String> attributes(final String directive) throws ManagerException {
        final CommandResult result = qmgr(directive);
        if (result.error().contains("cannot connect")) {
            throw new ManagerException(
                    ManagerException.Kind.UNREACHABLE, false, result.error().strip());
        }
        final Map<String, String> attributes = new LinkedHashMap<>();
        if (result.isSuccess()) {
            result.output()
                    .lines()
                    .map(ATTRIBUTE::matcher)
                    .filter(matcher -> matcher.matches())
                    .forEach(matcher -> attributes.put(matcher.group(1), matcher.group(2).strip()));
        }
        return attributes;
    }
}
