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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the debugger in a browser, from the first step to its end. */
class DebugWebIT {
    private static final int TIMEOUT_MS = 60_000;

    @TempDir private Path folder;

    @Test
    void shouldWalkThroughAJournalInABrowser() throws Exception {
        Chromium chromium = Chromium.require(folder);
        Path journal = folder.resolve("run");
        long waiting = ExplainedJournal.write(journal);
        PipedWriter out = new PipedWriter();
        BufferedReader address = new BufferedReader(new PipedReader(out));
        Thread server =
                new Thread(
                        () ->
                                Main.run(
                                        new PrintWriter(out),
                                        new PrintWriter(new StringWriter()),
                                        "debug",
                                        journal.toString(),
                                        "--cache",
                                        "none",
                                        "--web"));
        server.start();
        try (ChromiumTab tab = chromium.drive(address.readLine())) {
            at(tab, 0);
            step(tab, waiting);
            look(tab);
            stop(tab);
            compare(tab, waiting);
            assertEquals(List.of(), tab.complaints());
            submit(tab, "command", "line", "quit");
        }
        server.join(TIMEOUT_MS);
        assertFalse(server.isAlive(), "it does not end");
    }

    private static void at(ChromiumTab tab, long position) throws Exception {
        String body = "document.body?.dataset";
        tab.await(body + "?.ready === 'yes' && " + body + ".position === '" + position + "'");
    }

    private static void click(ChromiumTab tab, String id) throws Exception {
        tab.evaluate("document.getElementById('" + id + "').click()");
    }

    private static String text(ChromiumTab tab, String id) throws Exception {
        return tab.evaluate("document.getElementById('" + id + "').innerText");
    }

    private static void submit(ChromiumTab tab, String form, String field, String value)
            throws Exception {
        tab.evaluate("document.getElementById('" + field + "').value = '" + value + "'");
        tab.evaluate("document.getElementById('" + form + "').requestSubmit()");
    }

    /** Buttons, slider and field. */
    private static void step(ChromiumTab tab, long waiting) throws Exception {
        click(tab, "next");
        at(tab, 1);
        assertTrue(text(tab, "entry").contains("DefineQueue"), text(tab, "entry"));
        click(tab, "back");
        at(tab, 0);
        tab.evaluate("document.getElementById('slider').value = 3");
        tab.evaluate("document.getElementById('slider').dispatchEvent(new Event('change'))");
        at(tab, 3);
        submit(tab, "goto", "position", String.valueOf(waiting));
        at(tab, waiting);
        submit(tab, "goto", "position", "99999");
        tab.await("document.getElementById('error').innerText.includes('position=99999')");
    }

    /** Job 1 is on three of four nodes; jobs 2 and 3 wait. */
    private static void look(ChromiumTab tab) throws Exception {
        assertEquals("4", tab.evaluate("document.querySelectorAll('#heat .node').length + ''"));
        assertEquals(
                "3", tab.evaluate("document.querySelectorAll('#heat [data-m=\"1\"]').length + ''"));
        assertEquals("2", tab.evaluate("document.querySelectorAll('#queue tr').length + ''"));
        assertTrue(text(tab, "queue").contains("WAITING_CORES"), text(tab, "queue"));
        tab.evaluate("document.querySelector('#queue button').click()");
        tab.await("document.getElementById('events').dataset.job === '2'");
        assertTrue(text(tab, "events").contains("StartJob"), text(tab, "events"));
        assertTrue(text(tab, "state").contains("WAITING_CORES"), text(tab, "state"));
        assertEquals(
                "true",
                tab.evaluate(
                        "String(document.documentElement.scrollWidth"
                                + " <= document.documentElement.clientWidth)"));
    }

    private static void stop(ChromiumTab tab) throws Exception {
        submit(tab, "break", "condition", "decision JobClosed");
        tab.await("document.querySelectorAll('#breaks tr').length === 1");
        tab.await("document.body.dataset.ready === 'yes'");
        String before = tab.evaluate("document.body.dataset.position");
        click(tab, "continue");
        tab.await("document.body.dataset.position !== '" + before + "'");
        assertTrue(text(tab, "entry").contains("JobClosed"), text(tab, "entry"));
    }

    private static void compare(ChromiumTab tab, long waiting) throws Exception {
        submit(tab, "diff", "from", String.valueOf(waiting));
        tab.await("document.getElementById('changes').innerText.includes('gone')");
    }
}
