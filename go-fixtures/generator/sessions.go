package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// recordSessions runs gopeer against gopeer, each in a process of its own for each session, through
// a proxy that keeps the bytes of the first connection; then gopeer's client against the scripts.
func recordSessions(out, peer string) ([]sessionEntry, error) {
	scenarios, err := exec.Command(peer, "list").Output()
	if err != nil {
		return nil, err
	}
	var entries []sessionEntry
	for _, line := range strings.Split(strings.TrimSpace(string(scenarios)), "\n") {
		fields := strings.Split(line, "\t")
		if fields[1] != "recorded" {
			continue
		}
		entry := sessionEntry{Name: fields[0], Kind: "server", Shows: fields[2], Calls: []sessionCall{}}
		if err := record(out, peer, fields[0], &entry, func() (string, func() error, error) { return startServer(peer) }); err != nil {
			return nil, fmt.Errorf("session %s: %w", entry.Name, err)
		}
		entries = append(entries, entry)
	}
	for _, script := range scripts {
		entry := sessionEntry{Name: script.name, Kind: "script", Shows: script.shows, Calls: []sessionCall{}}
		if err := record(out, peer, script.scenario, &entry, func() (string, func() error, error) { return startScript(script) }); err != nil {
			return nil, fmt.Errorf("session %s: %w", entry.Name, err)
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

func record(out, peer, scenario string, entry *sessionEntry, start func() (string, func() error, error)) error {
	addr, stop, err := start()
	if err != nil {
		return err
	}
	proxy, err := startProxy(addr)
	if err != nil {
		return err
	}
	client := exec.Command(peer, "call", proxy.addr, scenario)
	client.Stderr = os.Stderr
	transcript, err := client.Output()
	if err != nil {
		return err
	}
	proxy.wait()
	if err := stop(); err != nil {
		return err
	}
	for _, line := range strings.Split(strings.TrimSuffix(string(transcript), "\n"), "\n") {
		fields := strings.Split(line, "\t")
		if fields[0] == "end" {
			entry.End = strings.Join(fields[1:], " ")
			continue
		}
		seq, err := strconv.ParseUint(fields[0], 10, 64)
		if err != nil || len(fields) != 5 {
			return fmt.Errorf("no transcript line: %q", line)
		}
		entry.Calls = append(entry.Calls, sessionCall{seq, fields[1], fields[2], fields[3], fields[4]})
	}
	entry.C2S, entry.S2C = "sessions/"+entry.Name+".c2s.bin", "sessions/"+entry.Name+".s2c.bin"
	if err := write(out, entry.C2S, proxy.c2s); err != nil {
		return err
	}
	return write(out, entry.S2C, proxy.s2c)
}

func startServer(peer string) (string, func() error, error) {
	server := exec.Command(peer, "serve")
	stdin, err := server.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	stdout, err := server.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := server.Start(); err != nil {
		return "", nil, err
	}
	addr, err := bufio.NewReader(stdout).ReadString('\n')
	stop := func() error {
		stdin.Close()
		return server.Wait()
	}
	return strings.TrimSpace(addr), stop, err
}

// proxy forwards connections and keeps what the first one carried.
type proxy struct {
	addr     string
	listener net.Listener
	done     sync.WaitGroup
	c2s, s2c []byte
}

func startProxy(upstream string) (*proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{addr: listener.Addr().String(), listener: listener}
	p.done.Add(2)
	go func() {
		for first := true; ; first = false {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", upstream)
			if err != nil {
				fmt.Fprintln(os.Stderr, "generator: proxy:", err)
				os.Exit(1)
			}
			go p.forward(server, conn, &p.c2s, first)
			go p.forward(conn, server, &p.s2c, first)
		}
	}()
	return p, nil
}

// forward copies one direction, half-close included.
func (p *proxy) forward(to, from net.Conn, record *[]byte, first bool) {
	buffer := make([]byte, 1<<16)
	for {
		n, err := from.Read(buffer)
		if first {
			*record = append(*record, buffer[:n]...)
		}
		if _, writeErr := to.Write(buffer[:n]); writeErr != nil && err == nil {
			// The other side is gone; what this one still says is recorded all the same.
			continue
		}
		if err != nil {
			break
		}
	}
	to.(*net.TCPConn).CloseWrite()
	if first {
		p.done.Done()
	}
}

// wait ends when both directions of the recorded connection have ended.
func (p *proxy) wait() {
	p.done.Wait()
	p.listener.Close()
}

func startScript(s script) (string, func() error, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	finished := make(chan error, 1)
	go func() {
		conn, err := listener.Accept()
		if err == nil {
			err = s.play(conn)
		}
		finished <- err
	}()
	return listener.Addr().String(), func() error { listener.Close(); return <-finished }, nil
}
