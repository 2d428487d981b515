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
package io.weft.cli.debug;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weft.core.debug.DebugException;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.SnapshotException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A page on this machine, for whoever started it. It listens on 127.0.0.1 alone, asks for a token
 * that only its address has, and refuses requests that a browser sends under another name than that
 * of this machine, so that no other page can reach it (DNS rebinding).
 *
 * <p>{@code GET /?token=T} gives the page, {@code POST /api} with the header {@code X-Weft-Token} a
 * command: its body is a command line, its answer {@code {"ok":true,"data":…,"lines":[…]}} or
 * {@code {"ok":false,"error":"…"}}. One command at a time, on one thread.
 */
public final class Web implements AutoCloseable {
    static final String TOKEN_HEADER = "X-Weft-Token";
    private static final int TOKEN_LENGTH = 16;
    private static final int BODY_LENGTH_MAX = 1 << 16;
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Commands commands;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final String token;

    /**
     * Begins to listen.
     *
     * @param commands that the page may use; from now on only by it
     * @param port to listen on, 0 for any that is free
     * @throws IOException when the port is taken
     */
    public Web(Commands commands, int port) throws IOException {
        this.commands = commands;
        byte[] secret = new byte[TOKEN_LENGTH];
        new SecureRandom().nextBytes(secret);
        token = HexFormat.of().formatHex(secret);
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server = HttpServer.create(new InetSocketAddress(here, port), 0);
        server.createContext("/", this::onPage);
        server.createContext("/api", this::onCommand);
        server.setExecutor(executor);
        server.start();
    }

    /**
     * What to open.
     *
     * @return the address, with its token
     */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/?token=" + token;
    }

    /**
     * Waits until somebody says {@code quit} on the page.
     *
     * @throws InterruptedException when nobody is to wait any longer
     */
    public void await() throws InterruptedException {
        over.await();
    }

    // ------------------------------------------------------------------ requests

    private void onPage(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getQuery();
            String given = query != null && query.startsWith("token=") ? query.substring(6) : "";
            if (!isLocal(exchange)) {
                send(exchange, 403, TEXT, "not under this name\n");
            } else if (!exchange.getRequestURI().getPath().equals("/")) {
                send(exchange, 404, TEXT, "nothing here\n");
            } else if (!isToken(given)) {
                send(exchange, 403, TEXT, "no such token; take the address that was printed\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, TEXT, "GET it\n");
            } else {
                sendPage(exchange);
            }
        }
    }

    private void onCommand(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isLocal(exchange)) {
                send(exchange, 403, TEXT, "not under this name\n");
            } else if (!isToken(exchange.getRequestHeaders().getFirst(TOKEN_HEADER))) {
                send(exchange, 403, TEXT, "no such token\n");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, 405, TEXT, "POST a command line\n");
            } else {
                byte[] body = exchange.getRequestBody().readNBytes(BODY_LENGTH_MAX);
                String line = new String(body, StandardCharsets.UTF_8);
                send(exchange, 200, JSON, Answer.json(answer(line)));
                if (Commands.isQuit(line)) {
                    over.countDown();
                }
            }
        }
    }

    private Map<String, Object> answer(String line) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            Answer found = commands.run(line);
            answer.put("ok", true);
            answer.put("data", found == null ? null : found.data());
            answer.put("lines", found == null ? List.of() : found.lines());
        } catch (DebugException
                | JournalException
                | SnapshotException
                | IllegalArgumentException e) {
            answer.put("ok", false);
            answer.put("error", e.getMessage());
        }
        return answer;
    }

    /** A page of another site may send requests here, but not under this name. */
    private boolean isLocal(HttpExchange exchange) {
        int port = server.getAddress().getPort();
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        boolean isHost = ("127.0.0.1:" + port).equals(host) || ("localhost:" + port).equals(host);
        return isHost && (origin == null || origin.equals("http://" + host));
    }

    private boolean isToken(String given) {
        return given != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }

    private static void sendPage(HttpExchange exchange) throws IOException {
        byte[] nonce = new byte[TOKEN_LENGTH];
        new SecureRandom().nextBytes(nonce);
        String name = HexFormat.of().formatHex(nonce);
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none';"
                                + " form-action 'none'; frame-ancestors 'none'; script-src 'nonce-"
                                + name
                                + "'; style-src 'nonce-"
                                + name
                                + "'");
        send(exchange, 200, "text/html; charset=utf-8", page().replace("{{nonce}}", name));
    }

    private static String page() throws IOException {
        try (InputStream stream = Web.class.getResourceAsStream("debug.html")) {
            if (stream == null) {
                throw new IOException("debug.html is missing from this program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Stops listening; twice does no harm. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdown();
        over.countDown();
    }
}
